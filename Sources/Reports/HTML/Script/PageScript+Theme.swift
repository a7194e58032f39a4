extension PageScript {
  /// The button for dark and light; the choice is kept where the browser keeps anything for a file.
  static let theme = #"""
    const root = document.documentElement;
    const themeButton = document.getElementById("theme");
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const nameTheme = () => { themeButton.textContent = isDark() ? "Light colours" : "Dark colours"; };
    try {
      const kept = localStorage.getItem("fleet-theme");
      if (kept === "dark" || kept === "light") root.dataset.theme = kept;
    } catch { /* a browser that keeps nothing */ }
    nameTheme();
    themeButton.hidden = false;
    themeButton.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      nameTheme();
      try { localStorage.setItem("fleet-theme", root.dataset.theme); } catch { /* as above */ }
    });
    system.addEventListener("change", nameTheme);

    """#
}
