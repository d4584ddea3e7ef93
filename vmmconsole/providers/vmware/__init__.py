"""The VMware provider: ESX hosts and their virtual machines, through vCenter."""
