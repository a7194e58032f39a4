import Changes
import FleetCore
import Foundation
import Templates

/// A new project's entry in `fleet.yaml`.
struct Registration {
  let service: NewService
  private let manifest: ManifestOptions
  private let live: LiveEnvironment

  /// - Parameter push: the project's remote; without one the project's own folder is registered.
  init(_ plan: ProjectPlan, _ push: RemoteLocation?, _ options: NewProject.Options, _ live: LiveEnvironment) throws {
    self.live = live
    manifest = options.manifest
    let folder: TreePath
    do {
      folder = try ProjectRender(plan.template, answers: plan.answers, inputs: plan.record.inputs).folder()
    } catch {
      throw CommandError(StampError(error))
    }
    let editor = try ManifestEditor(options.manifest, live)
    let name = String(decoding: folder.name, as: UTF8.self)
    let url: String
    if let push {
      let isPath = push.transport == .file && !push.url.contains("://")
      url = isPath ? editor.written(path: push.url) : push.description
    } else {
      url = editor.written(path: "\(plan.output)/\(folder)")
    }
    service = NewService(name: name, url: url)
  }

  /// Throws where the entry couldn't be written, before anything is made.
  func check() throws {
    try ManifestEditor(manifest, live).check { text throws(ManifestEditError) in try text.adding([service]) }
  }

  func write() throws {
    try ManifestEditor(manifest, live).save { text throws(ManifestEditError) in try text.adding([service]) }
  }
}
