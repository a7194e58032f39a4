extension PageStyle {
  static let print = """
    @media print {
      :root, :root[data-theme] { color-scheme: light; }
      body { max-width: none; padding: 0; font-size: 10pt; background: none; }
      .filter, .theme, .command button, .skip { display: none !important; }
      .counts { display: flex !important; }
      .repos > li > details > summary, .steps > li, tr { break-inside: avoid; }
      .repos > li > details > summary::before { content: ""; }
      .said { display: block; }
      pre { white-space: pre-wrap; overflow: visible; max-height: none; }
      pre code { width: auto; }
      ins, del, .badge, .counts li, .bar rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """
}
