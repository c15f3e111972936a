// Loaded into the page before its own code: its load ends only when the window does.
document.addEventListener("DOMContentLoaded", () => {
  const picture = document.createElement("img");
  picture.src = "never-comes.png";
  document.body.append(picture);
});
