/// What happens while a run is on, for whoever shows it.
public enum PipelineEvent: Sendable {
  /// The run has begun, over so many repositories.
  case began(serviceCount: Int)
  /// A repository has reached a stage.
  case entered(service: String, stage: Stage)
  /// A repository has its outcome, or has been planned in a run that is confirmed before anything is pushed.
  case finished(RepositoryResult)
}
