"""The readers of settings: config/ of an edition, campaign.toml; every problem is a finding."""
