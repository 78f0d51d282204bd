use leptos::prelude::*;

use super::{callback, context::Desk, icon, kept::OtherRecordings, phone::PhoneCode};
use crate::{
    app::Input,
    desk::{CallBack, Row, Wait, rows},
    words,
};
use alongside_protocol::message::Channel;

#[component]
pub(super) fn CustomerList() -> impl IntoView {
    let desk = Desk::get();
    let rows = Memo::new(move |_| {
        let now = desk.now.get();
        desk.state.with(|state| rows(state, now))
    });
    let ids = Memo::new(move |_| {
        let waits = |row: &Row| (row.visit.clone(), row.waiting.is_some());
        rows.read().iter().map(waits).collect::<Vec<_>>()
    });
    let part = move |waiting: bool| {
        let here = move |(id, waits): (String, bool)| (waits == waiting).then_some(id);
        ids.get().into_iter().filter_map(here).collect::<Vec<_>>()
    };
    let show = move |id: String| view! { <Visit id rows/> };
    let any = move |waiting: bool| ids.read().iter().any(|(_, waits)| *waits == waiting);
    view! {
        <div class="list" tabindex="-1">
            <PhoneCode/>
            <section aria-labelledby="waiting-title">
                <h1 id="waiting-title">"Waiting for you"</h1>
                <Show
                    when=move || any(true)
                    fallback=|| view! {
                        <p class="empty">
                            "Nobody is waiting. A customer who asks for a person appears here, the \
                            longest wait first."
                        </p>
                    }
                >
                    <ul class="visits">
                        <For each=move || part(true) key=String::clone children=show/>
                    </ul>
                </Show>
            </section>
            <OtherRecordings/>
            <section aria-labelledby="here-title">
                <h2 id="here-title">"On the site"</h2>
                <Show
                    when=move || any(false)
                    fallback=|| view! {
                        <p class="empty">
                            "Nobody else is on the site. Customers appear here as soon as a page with \
                            Alongside is open, with what they came for."
                        </p>
                    }
                >
                    <ul class="visits">
                        <For each=move || part(false) key=String::clone children=show/>
                    </ul>
                </Show>
            </section>
        </div>
    }
}

#[component]
fn Visit(id: String, rows: Memo<Vec<Row>>) -> impl IntoView {
    let row = Memo::new(move |_| rows.read().iter().find(|row| row.visit == id).cloned());
    let field = move |part: fn(&Row) -> String| move || row.read().as_ref().map(part);
    let flag = move |part: fn(&Row) -> bool| move || row.read().as_ref().is_some_and(part);
    let wait = Memo::new(move |_| row.read().as_ref().and_then(|row| row.waiting.clone()));
    // Without the time: the button stays the same while it runs.
    let asked = Memo::new(move |_| wait.read().as_ref().map(|wait| (wait.engagement, wait.channel)));
    let mine = Memo::new(move |_| row.read().as_ref().and_then(|row| row.mine));
    view! {
        <li
            class="visit"
            class:waits=flag(|row| row.waiting.is_some())
            data-testid="visit-row"
        >
            <div class="who">
                <strong>{field(|row| row.who.clone())}</strong>
                <span class="muted">{field(|row| row.site.clone())}</span>
                <span class="path" class:named=flag(|row| row.place.is_some())>
                    {field(|row| row.place.clone().unwrap_or_else(|| row.path.clone()))}
                </span>
            </div>
            <Why row/>
            <Progress row/>
            <div class="since muted">
                {move || {
                    let row = row.read();
                    let row = row.as_ref()?;
                    Some(if row.online {
                        format!("Here for {}", row.here)
                    } else {
                        words::GONE.into()
                    })
                }}
                <span>{move || row.read().as_ref().and_then(|row| row.with.clone())}</span>
            </div>
            <div class="act">
                {move || asked.get().map(|(engagement, channel)| view! { <Accept engagement channel wait/> })}
                {move || mine.get().map(|id| view! { <Back id/> })}
            </div>
        </li>
    }
}

#[component]
fn Why(row: Memo<Option<Row>>) -> impl IntoView {
    move || {
        let row = row.get()?;
        let signals = row.signals.into_iter();
        let signals = signals.map(|signal| view! { <span class="tag warn">{signal}</span> });
        let guess = match row.reason {
            Some(guess) => {
                let evidence = guess.evidence.join(" · ");
                view! {
                    <p class="reason">
                        {guess.text} <span class="muted">", " {guess.confidence}</span>
                    </p>
                    <p class="evidence muted">{evidence}</p>
                }
                .into_any()
            }
            None => view! { <p class="muted">{words::no_reason(row.online)}</p> }.into_any(),
        };
        Some(view! { <div class="why">{guess} <div class="tags">{signals.collect_view()}</div></div> })
    }
}

#[component]
pub(super) fn Progress(row: Memo<Option<Row>>) -> impl IntoView {
    move || {
        let row = row.get()?;
        let form = row.form.map(|form| {
            let current = form.current.map(|field| format!("in “{field}”"));
            view! {
                <p class="form-progress">
                    <span>"Form: " {form.text} " " <span class="muted">{current}</span></span>
                    <progress max=form.of value=form.done aria-hidden="true"></progress>
                </p>
            }
        });
        let step = row.step.map(|step| view! { <p>{step}</p> });
        let goods = row.goods.map(|goods| view! { <p class="goods" title=goods.clone()>{goods.clone()}</p> });
        // With a form the step is where that form is; both fit one line.
        let page_step = row.page_step.map(|step| view! { <p>{step}</p> });
        Some(view! { <div class="progress" data-testid="progress">{step} {goods} {page_step} {form}</div> })
    }
}

#[component]
fn Accept(engagement: u64, channel: Channel, wait: Memo<Option<Wait>>) -> impl IntoView {
    let desk = Desk::get();
    let busy = desk.part(|state| state.accepting.is_some() || !state.link.is_up());
    let ready = desk.part(move |state| state.has_line_ready(engagement));
    let of = move |part: fn(CallBack) -> bool| {
        move || wait.read().as_ref().and_then(|wait| wait.callback).is_some_and(part)
    };
    let (due, again) = (of(|callback| callback.due), of(|callback| callback.tries > 0));
    view! {
        <span class="wait" class:at=channel == Channel::Callback>
            {match channel {
                Channel::Voice | Channel::Listen | Channel::Phone => icon::phone().into_any(),
                Channel::Chat | Channel::Message => icon::chat().into_any(),
                Channel::Callback => icon::phone().into_any(),
            }}
            {words::channel(channel)} ", "
            <span class="clock">{move || wait.get().map(|wait| match wait.callback {
                Some(callback) => callback::day_and_hour(callback.at),
                None => wait.time,
            })}</span>
            <Show when=due>
                <span class="tag warn" data-testid="due">"Due now"</span>
            </Show>
            <Show when=again>
                <span class="muted">", not reached before"</span>
            </Show>
            <Show when=move || ready.get()>
                <span data-testid="line-ready" title=words::LINE_READY>", line ready"</span>
            </Show>
        </span>
        <button
            type="button"
            class="primary"
            data-testid="accept"
            disabled=busy
            on:click=move |_| desk.input(Input::Accept(engagement))
        >
            "Accept"
        </button>
    }
}

#[component]
fn Back(id: u64) -> impl IntoView {
    let desk = Desk::get();
    view! {
        <button type="button" on:click=move |_| desk.input(Input::Open(Some(id)))>
            "Go on"
        </button>
    }
}
