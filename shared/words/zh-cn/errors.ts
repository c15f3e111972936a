import type { ErrorCatalogue } from "../error-words.ts";

/** Cause and remedy of every error code, in a clerk's words. */
export const errors: ErrorCatalogue = {
  "refused/lost": { cause: "这张卡已正式挂失。", remedy: "请持卡人补换新卡，用新卡再来。" },
  "refused/lost-temporarily": { cause: "这张卡已临时挂失。", remedy: "请持卡人先解除挂失，再刷一次。" },
  "refused/locked": { cause: "卡上的社保应用已锁定。", remedy: "请持卡人到窗口解锁，再刷一次。" },
  "refused/sealed": { cause: "这张卡还没有启用。", remedy: "请持卡人先办领卡启用，再刷一次。" },
  "refused/cancelled": { cause: "这张卡已注销。", remedy: "请持卡人重新申领，用新卡再来。" },
  "refused/not-normal": { cause: "这张卡的状态不正常。", remedy: "请持卡人带卡和身份证到卡管窗口查清。" },
  "refused/expired": { cause: "这张卡已过有效期。", remedy: "请持卡人换卡，用新卡再来。" },
  "refused/mismatch": {
    cause: "读到的卡与录入的卡号不是同一张。",
    remedy: "看清这张卡的卡号，重刷重录；仍对不上就请持卡人到卡管窗口查验。",
  },
  "refused/unknown-number": { cause: "中心没有这个卡号。", remedy: "对照卡面再看一遍；无误就请持卡人到卡管窗口查询。" },

  "conflict/card-taken": { cause: "这张卡已关联到另一位持卡人。", remedy: "不要重试，交主管核对两边后处理。" },
  "conflict/holder-has-other-card": { cause: "这位持卡人已关联另一张卡。", remedy: "不要重试，交主管核对两边后处理。" },

  "entry/cancelled": { cause: "这一条已被取消。", remedy: "还要办的话，重新刷卡另办一条。" },
  "entry/already-recorded": { cause: "这一条中心已经登记，不能再取消。", remedy: "要改动请交主管撤销。" },
  "entry/not-found": { cause: "中心没有这一条。", remedy: "在待上传里按 R 重试；仍没有就把参考号告诉信息科。" },
  "entry/reused": {
    cause: "同一条目号在中心已有另一份内容。",
    remedy: "不要再试，把参考号告诉信息科，这位重新刷卡另办。",
  },
  "entry/deadline-passed": { cause: "超过最晚送达时间仍没送出。", remedy: "中心恢复后按 R 重试，或请持卡人再来办理。" },
  "entry/parked-unknown": {
    cause: "先前送出的一次可能已办成，再送时中心没有收下。",
    remedy: "请勿重办同一张卡；把参考号告诉信息科，处理后在待上传里按 R 重试。",
  },

  "entry/queued": { cause: "还没有轮到它。", remedy: "会自动送出，不用做什么。" },
  "entry/interrupted": {
    cause: "答复到来前程序关闭或重新启动过。",
    remedy: "会自动再问；请勿重办同一张卡。",
  },

  "request/invalid": { cause: "中心看不懂本机送出的内容。", remedy: "不要再试，把参考号告诉信息科，多半要升级程序。" },
  "request/too-large": { cause: "送出的内容超过中心的限度。", remedy: "不要再试，把参考号告诉信息科。" },
  "request/unsealable": {
    cause: "中心解不开卡上信息的封装，密钥可能已更换。",
    remedy: "请重新刷卡办理；仍不行就把参考号告诉信息科。",
  },
  "request/not-found": { cause: "中心没有这项服务。", remedy: "把参考号告诉信息科，检查中心的地址和版本。" },

  "auth/required": { cause: "中心不认本机的登录。", remedy: "请告诉信息科；已存的条目都在，恢复后自动送出。" },
  "auth/not-permitted": { cause: "本机或本人没有办理这一项的权限。", remedy: "请主管办理，或请信息科开通。" },

  "look-up/limited": { cause: "短时间内查询太多，中心暂停了查询。", remedy: "等一分钟，再按 Enter 查询。" },
  "look-up/reason-required": {
    cause: "没有读卡就查询，要先说明原因。",
    remedy: "按 Esc 返回，重新刷卡，或选一个原因。",
  },

  "service/busy": { cause: "中心正忙。", remedy: "稍等片刻再试；已存的会自动送出。" },
  "service/database-away": { cause: "中心的数据库暂时用不了。", remedy: "稍等片刻再试；已存的会自动送出。" },
  "service/internal": { cause: "中心出了内部错误。", remedy: "再试一次；仍不行就把参考号告诉信息科。" },
  "service/away": { cause: "连不上中心。", remedy: "看网线和网络；恢复后自动继续。" },
  "service/timeout": { cause: "中心没有及时答复。", remedy: "会自动再问；请勿重办同一张卡。" },
  "service/unreadable": { cause: "答复不像是中心发来的。", remedy: "会自动再问；一直这样请信息科看网络和代理设置。" },
  "service/not-demo": {
    cause: "本机没有登记，只能用本机上的演示中心。",
    remedy: "请信息科登记本机，或改正设置里的中心地址。",
  },
  "service/key-changed": {
    cause: "中心的封装公钥与本机记下的不一样。",
    remedy: "不要继续办理；请信息科与中心核实后重新登记公钥。",
  },
  "service/pins-unreadable": {
    cause: "本机记录中心封装公钥的文件坏了。",
    remedy: "不要继续办理；请信息科恢复数据文件夹里的 sealing-keys.json。",
  },
  "service/connecting": { cause: "正在连接中心。", remedy: "几秒内自动继续；连不上时会说明原因。" },

  "journal/disk-full": {
    cause: "本机磁盘已满，这一条没有存下。",
    remedy: "什么都没有送出。请信息科清理磁盘，再按 Enter 重试。",
  },
  "journal/write-failed": {
    cause: "本机存不下这一条。",
    remedy: "什么都没有送出。按 Enter 重试；仍不行请告诉信息科。",
  },
  "journal/in-use": { cause: "本机已有一个卡联在运行。", remedy: "请用已打开的那个窗口。" },
  "journal/unreadable": {
    cause: "系统不让本程序读自己的日志。",
    remedy: "请信息科检查数据文件夹的权限；里面的记录没有动。",
  },
  "journal/corrupt": { cause: "本机日志有一处损坏。", remedy: "不要删文件；把参考号告诉信息科，用备份或交厂家恢复。" },
  "journal/newer-version": {
    cause: "本机日志是更新版本的程序写的。",
    remedy: "请信息科装回新版本的程序；里面的记录没有动。",
  },
  "journal/key-lost": {
    cause: "找不到打开本机日志的密钥。",
    remedy: "不要重装；请信息科恢复原来的密钥，没有密钥打不开已存的记录。",
  },
  "journal/key-locked": { cause: "系统密钥库现在打不开。", remedy: "用平时的账户登录系统再启动；仍不行请信息科处理。" },
  "journal/key-wrong": { cause: "密钥与本机日志对不上。", remedy: "请信息科恢复原来的密钥；里面的记录没有动。" },

  "screen/keeps-failing": {
    cause: "界面一再出错，重开也没有用。",
    remedy: "请重新启动；仍这样就把参考号告诉信息科。已存的条目不受影响。",
  },
  "settings/invalid": { cause: "本机的设置文件有错。", remedy: "请信息科照所列的那一项改正，再启动。" },
  "start/switch-refused": {
    cause: "启动程序时带了不允许的参数。",
    remedy: "请信息科从快捷方式或脚本里去掉所列的参数，再启动。",
  },

  "reader/permission-denied": {
    cause: "系统未允许本程序打开它。",
    remedy: "请信息科加上所列的设备规则，再拔插读卡器。",
  },
  "reader/port-held": { cause: "另一个程序占用着它。", remedy: "关掉那个程序，再按 Enter 重新打开。" },
  "reader/open-failed": { cause: "系统打不开它。", remedy: "拔下再插，按 Enter 重新打开；仍不行换一个接口。" },
  "reader/device-error": { cause: "它在使用中出错，正在自动重新打开。", remedy: "看线松没松；反复出现就换一台。" },
  "reader/discovery-unavailable": {
    cause: "系统没有回答接了哪些设备。",
    remedy: "请信息科安装 udev，或在设置里写明设备路径。",
  },
  "reader/listing-failed": {
    cause: "本程序查不了这一类读卡器。",
    remedy: "请重新启动本程序；一直这样，请信息科重新安装。",
  },
  "reader/host-down": {
    cause: "管读卡器的后台程序停了，正在自动重新启动。",
    remedy: "等几秒钟；刚才刷的卡请再刷一次。",
  },

  "read/nothing-read": { cause: "刷过了，但没有读到磁条。", remedy: "磁条朝下朝自己，匀速再刷一次。" },
  "read/unreadable": { cause: "磁条上的内容读不全。", remedy: "干布擦一擦磁条，平着再刷一次。" },
  "read/check-failed": { cause: "读到的号码校验不符。", remedy: "平着匀速再刷一次。" },
  "read/tracks-disagree": { cause: "磁条上两处的号码不一样。", remedy: "再刷一次；仍这样就请持卡人到卡管窗口查验。" },
  "read/not-a-card": { cause: "刷的不是社会保障卡。", remedy: "请换成社会保障卡再刷。" },
  "read/truncated": { cause: "刷到一半停了。", remedy: "一划到底，中间不停。" },
  "read/oversize": { cause: "收到的数据太长，不像一张卡。", remedy: "再刷一次；一直这样请换一台读卡器。" },
  "read/sealing-key-missing": {
    cause: "卡已读到，但还没有从中心取到密钥，不能保存卡上的号码。",
    remedy: "等中心连上，再刷一次。",
  },
};
