/// What happens while a run is on, for whoever shows it.
public enum PipelineEvent: Sendable {
  /// So many repositories are about to be planned; what a person will be asked about before anything else happens.
  case beganPlanning(serviceCount: Int)
  /// So many repositories are about to be carried through to their outcomes.
  case began(serviceCount: Int)
  /// A repository has reached a stage.
  case entered(service: String, stage: Stage)
  /// A repository has its outcome, or has been planned in a run that is confirmed before anything is pushed.
  case finished(RepositoryResult)
}
