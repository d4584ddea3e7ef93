"""Writes the PowerShell module from the cmdlet classes: ``make module``."""
