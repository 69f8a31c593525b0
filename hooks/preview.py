"""The preview's server."""

from sitekit.mkdocs_adapter import preview, preview_folder


def on_startup(command, dirty):
    """Remember that a preview starts."""
    preview.announce(command)


def on_config(config):
    """Refuse a port that is taken, and take the preview's folder, before the first build."""
    preview.begin(config)


def on_serve(server, config, builder):
    """Answer for its own host, learn of saved files, and go on after a rebuild that fails."""
    preview.answer_own_host(server, config)
    preview.watch_files(server, config)
    preview.survive_errors(server)


def on_shutdown():
    """Remove the preview's folder."""
    preview_folder.release()
