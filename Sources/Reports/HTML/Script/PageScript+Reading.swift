extension PageScript {
  /// Opening and closing, links to one repository, copying commands, printing.
  static let reading = #"""
    const detailsOf = (repo) => repo.querySelector("details");
    document.getElementById("open").addEventListener("click", () => {
      for (const repo of repos) if (!repo.hidden) detailsOf(repo).open = true;
    });
    document.getElementById("close").addEventListener("click", () => {
      for (const repo of repos) detailsOf(repo).open = false;
    });
    const follow = () => {
      const target = location.hash.startsWith("#r-") && document.getElementById(location.hash.slice(1));
      if (!target) return restore();
      if (target.hidden) { radios[0].checked = true; search.value = ""; apply(); }
      detailsOf(target).open = true;
      target.scrollIntoView();
      target.querySelector("summary").focus({ preventScroll: true });
    };
    // The header's link and the filter's own addresses aren't repositories.
    addEventListener("hashchange", () => { if (location.hash !== "#repositories") follow(); });
    apply();
    follow();
    document.querySelector(".filter").hidden = false;
    document.querySelector(".counts").hidden = true;
    for (const code of document.querySelectorAll(".command code")) {
      if (!navigator.clipboard) break;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.setAttribute("aria-label", `Copy: ${code.textContent}`);
      button.addEventListener("click", async () => {
        try { await navigator.clipboard.writeText(code.textContent); } catch {
          getSelection().selectAllChildren(code);
          return;
        }
        button.textContent = "Copied";
      });
      code.after(button);
    }
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = repos.filter((repo) => repo.hasAttribute("data-person")).map(detailsOf).filter((part) => !part.open);
      for (const details of opened) details.open = true;
    });
    addEventListener("afterprint", () => { for (const details of opened) details.open = false; });

    """#
}
