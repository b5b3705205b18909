"""The screen with the charts: how far, how often, where, whether anything new still comes, and who agrees."""

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coder.model import CoderError
from coder.tui.bindings import bound
from coder.tui.charts import CHARTS, Chart, Figures
from coder.tui.desk import Desk
from coder.tui.door import line
from coder.tui.finder import Finder
from coder.tui.guarded import Guarded
from coder.tui.language import N_, _
from coder.tui.layout.graphemes import fit
from coder.tui.screens import WIDTHS
from coder.tui.widgets.chart_grid import ChartGrid
from coder.tui.widgets.keys import Keys


class OverviewScreen(Guarded, Screen[None]):
    """One chart at a time; a bar or cell leads to a search for what it counts."""

    CSS_PATH = "overview.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = bound(
        "overview",
        Binding("enter", "open", N_("Open"), tooltip=N_("Search for what the bar or cell counts")),
        Binding("tab", "next(1)", N_("Next chart")),
        Binding("shift+tab", "next(-1)", N_("Previous chart"), show=False),
        Binding("escape,6", "back", N_("Back"), tooltip=N_("Go back to the fragments")),
        Binding("slash", "search", N_("Search"), show=False, tooltip=N_("Search all sources")),
        Binding("question_mark", "app.help", N_("Help"), tooltip=N_("Show these keys")),
        Binding("q", "app.leave", N_("Quit"), show=False, tooltip=N_("Save and leave")),
        reach="screen",
    )

    def __init__(self, desk: Desk, finder: Finder, searched: Callable[[str], None]) -> None:
        """Make a screen that calls `searched` with what is to be looked for, and leaves."""
        super().__init__(id="overview")
        self._desk = desk
        self._finder = finder
        self._searched = searched
        self._number = 0
        self._figures: Figures | None = None
        self._charts: dict[int, Chart] = {}

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="overview-title", markup=False)
        yield Static(id="overview-views", markup=False)
        yield ChartGrid(id="chart")
        yield Static(id="overview-note", markup=False)
        yield Keys(id="keys")

    def on_screen_resume(self) -> None:
        """Count again if anything was written since."""
        if self._figures is None or self._figures.revision != self._desk.study.revision:
            self._figures = Figures(self._desk.study, self._desk.coder)
            self._charts.clear()
            self._show(self._number)
        self.set_focus(self.query_one(ChartGrid))

    def on_resize(self) -> None:
        """Fit the names of the charts."""
        self._tell()

    def action_next(self, by: int) -> None:
        """Show another chart."""
        self._show((self._number + by) % len(CHARTS))

    def action_open(self) -> None:
        """Search for what the current bar or cell counts."""
        query = self.query_one(ChartGrid).query_here
        if query:
            self._searched(query.line())

    def action_search(self) -> None:
        """Search all sources."""
        self._searched("")

    def action_back(self) -> None:
        """Go back to the fragments."""
        self.app.pop_screen()

    def _show(self, number: int) -> None:
        self._number = number
        chart = self._charts.get(number)
        grid = self.query_one(ChartGrid)
        if chart is None:
            grid.show(Chart(word=N_("Counting…")))
            self._count(number)
        else:
            grid.show(chart)
        self._tell()

    @work(exclusive=True, group="charts")
    async def _count(self, number: int) -> None:
        """Make a chart off the interface's thread."""
        figures, make = self._figures, CHARTS[number][1]
        if figures is None:
            return
        try:
            chart = await self._finder.ask(lambda _inquiry: make(figures))
        except CoderError as error:
            chart = Chart(word=str(error))
        if figures is self._figures:
            self._charts[number] = chart
            if number == self._number:
                self._show(number)

    def _tell(self) -> None:
        """Bring title, names of the charts and note up to date."""
        width = self.size.width
        title = fit(line(self._desk.codebook.title), width - 20)
        self.query_one("#overview-title", Static).update(
            Content.assemble((f" {title}", "bold"), ("  › ", "$quiet"), _("Overview")), layout=False
        )
        gap = "   " if width >= 100 else " "
        names = []
        for at, (name, _make) in enumerate(CHARTS):
            mark, style = ("▸", "bold $accent") if at == self._number else (" ", "$quiet")
            names.append(Content.styled(f"{mark}{_(name)} ", style))
        self.query_one("#overview-views", Static).update(Content(gap).join(names), layout=False)
        chart = self.query_one(ChartGrid).chart
        self.query_one("#overview-note", Static).update(Content.styled(f" {line(chart.note)}", "$quiet"))
