import type { LightMyRequestResponse } from "fastify";
import type { MediumEvidence } from "../../shared/contracts/evidence.ts";
import {
  type AssociationRequest,
  associationPath,
  type CardLookUpRequest,
  paths,
} from "../../shared/contracts/http.ts";
import type { Service } from "../app.ts";
import { sealText } from "./seal-text.ts";
import type { TestCard } from "./test-cards.ts";
import { freshId, operatorId, startOfTests, type TestService, terminals } from "./test-service.ts";

/** The stripe of a card that carries its bank number, sealed as a reader host seals it. */
export async function bankStripe({ vault }: TestService, card: Pick<TestCard, "bankNumber">): Promise<MediumEvidence> {
  const sealed = await sealText(vault.sealingKey, card.bankNumber);
  const lastFour = card.bankNumber.slice(-4);
  return { kind: "stripe", key: { kind: "bankNumber", sealed, lastFour }, authenticated: false };
}

/** A card that no reader could read. */
export const notRead: MediumEvidence = { kind: "none", reason: "stripe-damaged" };

/** A terminal's request to associate a card that was read, with its holder compared. */
export async function anAssociation(
  test: TestService,
  card: TestCard,
  overrides: Partial<AssociationRequest> = {},
): Promise<AssociationRequest> {
  return {
    cardNumber: card.cardNumber,
    numberCheck: "fits",
    medium: overrides.medium ?? (await bankStripe(test, card)),
    proof: { kind: "holderCompared" },
    operatorId,
    lookUpId: null,
    madeAt: startOfTests,
    ...overrides,
  };
}

/** A terminal's request to look a card up that was read. */
export async function aLookUp(
  test: TestService,
  card: TestCard,
  overrides: Partial<CardLookUpRequest> = {},
): Promise<CardLookUpRequest> {
  const medium = overrides.medium ?? (await bankStripe(test, card));
  return { lookUpId: freshId(), cardNumber: card.cardNumber, medium, operatorId, ...overrides };
}

interface Call {
  readonly method: "GET" | "PUT" | "POST";
  readonly url: string;
  readonly body?: unknown;
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
}

/** Sends a request as a terminal does, without a socket. `token: null` sends none. */
export function send(
  { server }: Service,
  { method, url, body, token, headers }: Call,
): Promise<LightMyRequestResponse> {
  const bearer = token === null ? {} : { authorization: `Bearer ${token ?? terminals.counter.token}` };
  return server.inject({
    method,
    url,
    headers: { ...bearer, ...headers },
    ...(body === undefined ? {} : { payload: typeof body === "string" ? body : Object(body) }),
  });
}

export function put(service: Service, entryId: string, body: unknown, token?: string): Promise<LightMyRequestResponse> {
  return send(service, {
    method: "PUT",
    url: associationPath(entryId),
    body,
    ...(token === undefined ? {} : { token }),
  });
}

export function lookUp(service: Service, body: unknown, token?: string): Promise<LightMyRequestResponse> {
  return send(service, { method: "POST", url: paths.cardLookUps, body, ...(token === undefined ? {} : { token }) });
}
