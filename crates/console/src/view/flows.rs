//! The page of flows: where customers stop, at a glance.

use leptos::prelude::*;

use super::{context::Desk, writing::Writing};
use crate::{
    app::{CHOICES, FlowsInput, Input},
    funnel::{Funnel, Step, funnels},
    words,
};

#[component]
pub(super) fn FlowsPage() -> impl IntoView {
    let desk = Desk::get();
    let days = desk.part(|state| state.flows.days);
    let problem = desk.part(|state| state.flows.problem.clone());
    let shown = desk.part(|state| state.flows.current().map(funnels));
    let input = move |input| desk.input(Input::Flows(input));
    let choice = move |count: u16| {
        view! {
            <button
                type="button"
                aria-pressed=move || (days.get() == count).to_string()
                on:click=move |_| input(FlowsInput::Days(count))
            >
                <bdi>{words::days(count)}</bdi>
            </button>
        }
    };
    let busy = move || shown.read().is_none() && problem.read().is_empty();
    view! {
        <div class="list flows" tabindex="-1" data-testid="flows">
            <header class="flows-head">
                <h1>"Flows"</h1>
                <div class="choices" role="group" aria-label="Days, today included">
                    {CHOICES.map(choice).collect_view()}
                </div>
                <a
                    class="button"
                    download
                    data-testid="flows-csv"
                    href=move || format!("/api/flows.csv?days={}", days.get())
                >
                    "Download CSV"
                </a>
            </header>
            <Writing/>
            <Show when=move || !problem.read().is_empty()>
                <p class="notice" role="alert">
                    {problem}
                    <button type="button" on:click=move |_| input(FlowsInput::Again)>"Try again"</button>
                </p>
            </Show>
            <Show when=busy>
                <p class="empty">"One moment…"</p>
            </Show>
            {move || shown.get().map(|shown| {
                if shown.is_empty() {
                    view! { <p class="empty" data-testid="no-flows">{words::NO_RECORDS}</p> }.into_any()
                } else {
                    shown.into_iter().enumerate().map(funnel).collect_view().into_any()
                }
            })}
        </div>
    }
}

fn funnel((at, flow): (usize, Funnel)) -> impl IntoView {
    let title = format!("flow-{at}");
    let (named_by, of) = (title.clone(), title.clone());
    let Funnel { title: name, site, summary, steps, .. } = flow;
    view! {
        <section class="flow" aria-labelledby=named_by data-testid="flow">
            <div class="flow-head">
                <h2 id=title>{name} {site.map(|site| view! { " " <span class="muted">{site}</span> })}</h2>
                <p><bdi>{summary}</bdi></p>
            </div>
            // The roles say again what the elements are: a narrow screen lays them out
            // otherwise, and browsers then forget it.
            <table class="funnel" role="table" aria-labelledby=of>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Step"</th>
                        <th role="columnheader" scope="col">"Shown to"</th>
                        <th role="columnheader" scope="col">"Went on"</th>
                        <th role="columnheader" scope="col">"Mean time"</th>
                        <th role="columnheader" scope="col">"Also"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{steps.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

fn row(step: Step) -> impl IntoView {
    const NONE: &str = "–";
    let worst = step.is_worst.then(|| view! { <span class="tag warn">"Most stop here"</span> });
    let notes = if step.notes.is_empty() { NONE.to_owned() } else { step.notes.join(", ") };
    let went_on = step.went_on.map_or_else(|| NONE.to_owned(), |percent| format!("{percent} %"));
    let label = |text: &'static str| view! { <span class="label" aria-hidden="true">{text}</span> };
    view! {
        <tr role="row" class:worst=step.is_worst data-testid="flow-step">
            // Not the cells themselves: one that is laid out otherwise is a cell no more.
            <th role="rowheader" scope="row">
                <span class="step">
                    <span class="number">{step.number.map_or_else(|| NONE.to_owned(), |at| at.to_string())}</span>
                    <span class="name">{step.title} " " {worst}</span>
                </span>
            </th>
            <td role="cell">
                <span class="reach">
                    <span class="bar-of" aria-hidden="true">
                        <span style=format!("inline-size: {}%", step.width)></span>
                    </span>
                    <bdi class="figure">{step.shown}</bdi>
                </span>
            </td>
            <td role="cell" class="figure">{label("Went on ")} <bdi>{went_on}</bdi></td>
            <td role="cell" class="figure">
                {label("Mean time ")} <bdi>{step.mean_time.unwrap_or_else(|| NONE.to_owned())}</bdi>
            </td>
            <td role="cell" class="also" class:none=step.notes.is_empty()><bdi>{notes}</bdi></td>
        </tr>
    }
}
