// The keys of a presenter, wherever the focus is: as shortcuts in the settings, a slider and a code cell would take
// them first.
"use strict";
(() => {
    const FIGURE = ".jp-OutputArea" // it has been run: going on from inside it does not run it again

    const KEYS = {
        PageDown: (app, notebook, event) => {
            if (event.target.closest(FIGURE)) notebook.activeCellIndex += 1
            const last = notebook.activeCellIndex === notebook.widgets.length - 1 // no empty cell is added below it
            app.commands.execute(last ? "notebook:run-cell" : "notebook:run-cell-and-select-next")
        },
        // JupyterLab's own command passes by cells whose code is folded, as those of figures are
        PageUp: (app, notebook) => {
            notebook.activeCellIndex -= 1
            notebook.deselectAll()
            notebook.mode = "command"
            notebook.activate()
            notebook.scrollToItem(notebook.activeCellIndex, "start")
        },
    }

    const activate = app => {
        const listen = event => {
            const notebook = app.shell.currentWidget?.content
            if (!(event.key in KEYS) || !notebook?.activeCell) return // it is a text or a terminal
            event.preventDefault()
            event.stopPropagation()
            KEYS[event.key](app, notebook, event)
        }
        document.addEventListener("keydown", listen, true)
    }

    window._JUPYTERLAB ??= {} // JupyterLab's own word; whichever extension comes first makes it
    window._JUPYTERLAB["presenter-keys"] = {
        init: () => {},
        get: async () => () => ({id: "presenter-keys:plugin", autoStart: true, activate}),
    }
})()
