import FleetTestSupport
import Foundation

/// Headless Chromium with one page open, for the steps of one test.
struct Browser {
  struct Visit {
    /// What each step gave: a script's value as text, nothing for other steps.
    let values: [String]
    /// What the page's policy or its script complained of.
    let complaints: [String]
    let requests: [String]
  }

  enum Step {
    /// Gives the script's value as text.
    case evaluate(String)
    case scheme(String)
    case size(width: Int, height: Int)
    case press(key: String, code: Int)
    case type(String)
  }

  static func visit(_ html: String, _ steps: [Step]) throws -> Visit {
    let folder = try TemporaryFolder()
    try folder.write(html, to: "report.html")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("browser.py").path
    let calls = steps.flatMap(\.calls)
    let result = try TestProgram.run(
      "python3", [script, "file://\(folder.path)/report.html"],
      environment: HermeticEnvironment.variables(home: folder.path),
      input: Array(try JSONSerialization.data(withJSONObject: calls)), limit: .seconds(90))
    guard result.status == 0, let answer = try JSONSerialization.jsonObject(with: Data(result.stdout)) as? [String: Any]
    else { throw TestSupportError("browser.py: \(result.stderr)") }
    let values = (answer["answers"] as? [[String: Any]] ?? []).map { answer -> String in
      guard let value = (answer["result"] as? [String: Any])?["value"] else { return "" }
      return value as? String ?? "\(value)"
    }
    return Visit(
      values: zip(calls, values).filter { $0.0["isAnswer"] != nil }.map(\.1),
      complaints: answer["complaints"] as? [String] ?? [], requests: answer["requests"] as? [String] ?? [])
  }
}

extension Browser.Step {
  /// The calls of the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/).
  fileprivate var calls: [[String: Any]] {
    switch self {
    case .evaluate(let script):
      [["method": "Runtime.evaluate", "params": ["expression": "String(\(script))"], "isAnswer": true]]
    case .scheme(let scheme):
      [
        [
          "method": "Emulation.setEmulatedMedia",
          "params": ["features": [["name": "prefers-color-scheme", "value": scheme]]],
        ]
      ]
    case .size(let width, let height):
      [
        [
          "method": "Emulation.setDeviceMetricsOverride",
          "params": ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500],
        ]
      ]
    case .press(let key, let code):
      ["rawKeyDown", "char", "keyUp"].filter { $0 != "char" || key == "Enter" }.map { type in
        var params: [String: Any] = ["type": type, "key": key, "windowsVirtualKeyCode": code]
        if type == "char" { params["text"] = "\r" }
        return ["method": "Input.dispatchKeyEvent", "params": params]
      }
    case .type(let text): [["method": "Input.insertText", "params": ["text": text]]]
    }
  }
}
