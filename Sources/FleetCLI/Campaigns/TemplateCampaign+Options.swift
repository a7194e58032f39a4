extension TemplateCampaign.Options {
  init(
    purpose: TemplateCampaign.Purpose, source: any TemplateNaming, answers: [String], hooks: TemplateHookOptions,
    campaign: CampaignOptions
  ) {
    self.init(
      purpose: purpose, source: source, answers: answers, hooks: hooks, manifest: campaign.manifest,
      selection: campaign.selection, delivery: campaign.delivery, tests: campaign.tests, commits: campaign.commits,
      rollout: campaign.rollout.rollout, isDryRun: campaign.isDryRun)
  }
}
