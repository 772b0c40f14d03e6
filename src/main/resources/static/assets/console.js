// Reading works without this. It says when the page no longer follows, announces, and copies.
(() => {
  const lost = document.getElementById("lost");
  const announcement = document.getElementById("announcement");
  const said = () => document.getElementById("says")?.textContent.trim().replace(/\s+/g, " ") ?? "";
  let before = said();
  let last = new Date();

  const time = (when) => when.toLocaleTimeString("nb-NO", { hour: "2-digit", minute: "2-digit" });

  const say = (text) => {
    if (lost.hidden || lost.textContent !== text) {
      lost.textContent = text;
      lost.hidden = false;
    }
  };

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const status = event.detail.xhr?.status ?? 0;
    if (event.detail.successful) {
      last = new Date();
      lost.hidden = true;
    } else if (status === 401 || status === 403) {
      say(lost.dataset.signedOut);
    } else {
      say(lost.dataset.lost.replace("{0}", time(last)));
    }
  });

  document.body.addEventListener("htmx:afterSettle", () => {
    const now = said();
    if (now !== before) {
      announcement.textContent = now;
      before = now;
    }
  });

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (navigator.clipboard) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        announcement.textContent = button.dataset.copied;
      });
    }
  }
})();
