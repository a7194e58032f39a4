import FleetCore
import FleetTestSupport
import Foundation
import Testing

/// Opens pages in headless Chromium, as a reader would.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct PageBrowserTests {
  private static let page = SampleRun.html(SampleRun.report(serviceCount: 200))
  private static let shownNames =
    "[...document.querySelectorAll('.repos > li')].filter((r) => r.checkVisibility()).length"
  private static let status = "document.getElementById('status').textContent"

  /// The contrast of every kind of text with what lies behind it, by WCAG 2; gives those below 4.5.
  private static let lowContrasts = """
    (() => {
      const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
      const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
      const light = (c) => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
      const behind = (e) => {
        for (; e; e = e.parentElement) {
          const c = numbers(getComputedStyle(e).backgroundColor);
          if (c.length < 4 || c[3] > 0) return c;
        }
      };
      const found = new Set();
      for (const e of document.querySelectorAll('body *')) {
        if (!e.checkVisibility() || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
        const [a, b] = [light(numbers(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) found.add(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
      }
      return [...found].join('; ');
    })()
    """

  @Test func thePageLoadsNothingAndBreaksNoRuleOfItsOwn() throws {
    let visit = try Browser.visit(Self.page, [.evaluate(Self.shownNames), .evaluate("document.title")])
    #expect(visit.complaints == [])
    #expect(visit.requests.count == 1)
    #expect(visit.values == ["200", "✗ bump-timeout – fleet apply"])
  }

  @Test func theFilterShowsAnOutcomeAndTheWordsThatAreTyped() throws {
    let visit = try Browser.visit(
      Self.page,
      [
        .evaluate("document.querySelector('input[value=refused]').click()"), .evaluate(Self.shownNames),
        .evaluate(Self.status),
        .evaluate("document.querySelector('input[value=person]').click()"), .evaluate(Self.shownNames),
        .evaluate("document.getElementById('search').focus()"), .type("TOX service-01"), .evaluate(Self.shownNames),
        .evaluate("location.hash"), .type(" nowhere"), .evaluate(Self.status),
        .press(key: "Escape", code: 27), .evaluate(Self.shownNames),
      ])
    #expect(
      visit.values == [
        "undefined", "20", "20 of 200 shown", "undefined", "100", "undefined", "2",
        "#outcome=person&text=TOX+service-01", "No repository matches.", "100",
      ])
  }

  @Test func aDiffIsExpandedByKeyboardAndHasColours() throws {
    let first = "document.querySelector('[data-outcome=broken-by-change]')"
    let visit = try Browser.visit(
      Self.page,
      [
        .evaluate("\(first).querySelector('ins').checkVisibility()"),
        .evaluate("\(first).querySelector('summary').focus()"), .press(key: "Enter", code: 13),
        .evaluate("\(first).querySelector('ins').checkVisibility()"),
        .evaluate("\(first).querySelector('ins').textContent"),
        .evaluate("\(first).querySelector('del').textContent"),
        .evaluate(
          "new Set(['ins', 'del', 'code'].map((n) => getComputedStyle(\(first).querySelector('.part ' + n)).color)).size"
        ),
        .evaluate("\(first).querySelectorAll('tbody tr').length"),
        .evaluate("\(first).querySelector('.part:last-child pre').textContent.includes('FAIL: test_timeout')"),
      ])
    #expect(
      visit.values == [
        "false", "undefined", "true", "+        'OPTIONS': {'timeout': 60},  # seconds\n",
        "-        'OPTIONS': {'timeout': 30},  # seconds\n", "3", "3", "true",
      ])
  }

  @Test func darkAndLightFollowTheSystemAndTheButton() throws {
    let background = "getComputedStyle(document.body).backgroundColor"
    let visit = try Browser.visit(
      Self.page,
      [
        .scheme("light"), .evaluate(background), .scheme("dark"), .evaluate(background),
        .evaluate("document.getElementById('theme').textContent"),
        .evaluate("document.getElementById('theme').click()"), .evaluate(background),
        .evaluate("document.getElementById('theme').textContent"),
      ])
    #expect(
      visit.values == [
        "rgb(245, 246, 248)", "rgb(14, 18, 23)", "Light colours", "undefined", "rgb(245, 246, 248)", "Dark colours",
      ])
  }

  @Test(arguments: ["light", "dark"]) func everyTextCanBeReadInBothPalettes(scheme: String) throws {
    // One of each outcome, since every text is looked at.
    let page = SampleRun.html(SampleRun.report(serviceCount: 10))
    let visit = try Browser.visit(
      page,
      [
        .scheme(scheme), .evaluate("document.getElementById('open').click()"),
        .evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })"),
        .evaluate(Self.lowContrasts),
      ])
    #expect(visit.values.last == "")
  }

  @Test func aPhoneNeedsNoScrollingSideways() throws {
    let visit = try Browser.visit(
      Self.page,
      [
        .size(width: 390, height: 844), .evaluate("document.getElementById('open').click()"),
        .evaluate("document.documentElement.scrollWidth <= 390"),
        .evaluate("matchMedia('(max-width: 46rem)').matches"),
      ])
    #expect(visit.values == ["undefined", "true", "true"])
  }

  @Test func aLinkLeadsToARepositoryThatTheFilterHid() throws {
    let visit = try Browser.visit(
      Self.page,
      [
        .evaluate("document.querySelector('input[value=delivered]').click()"),
        .evaluate(
          "new Promise((done) => { addEventListener('hashchange', () => setTimeout(done)); location.hash = '#r-service-006'; })"
        ),
        .evaluate(
          "document.getElementById('r-service-006').checkVisibility() + ' ' + document.activeElement.parentElement.open"
        ),
      ])
    #expect(visit.values.last == "true true")
  }

  @Test func withoutScriptsAllCanBeRead() throws {
    let page = Self.page.replacing("script-src", with: "no-script-src")
    let visit = try Browser.visit(
      page,
      [
        .evaluate(Self.shownNames), .evaluate("document.querySelector('.filter').checkVisibility()"),
        .evaluate("document.querySelector('.counts').checkVisibility()"),
        .evaluate(
          "(document.querySelector('[data-outcome=delivered] summary').click(), document.querySelector('[data-outcome=delivered] ins').checkVisibility())"
        ),
      ])
    #expect(visit.values == ["200", "false", "true", "true"])
    #expect(visit.complaints.contains { $0.contains("script") })
  }
}
