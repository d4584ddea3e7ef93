"""Widgets that views, details, dialogs and wizards share."""
