extension PageScript {
  /// The filter by outcome and text. The address keeps it, so that a view can be passed on.
  static let filter = #"""
    const repos = Array.from(document.querySelectorAll(".repos > li"));
    const texts = new Map();
    const textOf = (repo) => {
      if (!texts.has(repo)) texts.set(repo, repo.textContent.toLowerCase());
      return texts.get(repo);
    };
    const search = document.getElementById("search");
    const status = document.getElementById("status");
    const radios = Array.from(document.querySelectorAll("input[name=outcome]"));
    const chosen = () => radios.find((radio) => radio.checked)?.value ?? "";
    const isMeant = (repo, outcome) =>
      outcome === "" || (outcome === "person" ? repo.hasAttribute("data-person") : repo.dataset.outcome === outcome);
    const apply = () => {
      const outcome = chosen();
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const repo of repos) {
        const isShown = isMeant(repo, outcome) && words.every((word) => textOf(repo).includes(word));
        repo.hidden = !isShown;
        if (isShown) count += 1;
      }
      for (const group of document.querySelectorAll(".group")) {
        group.hidden = !group.querySelector(".repos > li:not([hidden])");
      }
      status.textContent = count === 0 ? "No repository matches." : `${count} of ${repos.length} shown`;
    };
    const keep = () => {
      const state = new URLSearchParams();
      if (chosen()) state.set("outcome", chosen());
      if (search.value) state.set("text", search.value);
      try { history.replaceState(null, "", "#" + state); } catch { /* an address that can't be changed */ }
    };
    const restore = () => {
      const state = new URLSearchParams(location.hash.slice(1));
      const outcome = state.get("outcome") ?? "";
      for (const radio of radios) radio.checked = radio.value === outcome;
      if (!radios.some((radio) => radio.checked)) radios[0].checked = true;
      search.value = state.get("text") ?? "";
      apply();
    };
    const changed = () => { apply(); keep(); };
    for (const radio of radios) radio.addEventListener("change", changed);
    search.addEventListener("input", changed);
    search.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && search.value) { search.value = ""; changed(); }
    });

    """#
}
