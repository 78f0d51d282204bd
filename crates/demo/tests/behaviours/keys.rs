//! The keyboard is the page's, and so is the focus; what is said is said once.

use thirtyfour::Key;

use crate::{
    AS_IT_IS,
    stage::{Page, Stage},
};

behaviours!(
    "keys",
    AS_IT_IS,
    keys_in_a_field_belong_to_the_page,
    keys_outside_a_field_belong_to_the_page,
    every_control_of_the_target_by_tab,
    tab_out_of_a_filled_field_goes_to_the_next_field,
    typing_is_never_interrupted,
    each_step_is_announced_once,
    focus_returns,
    reduced_motion,
    forced_colours,
);

/// Notes every key that reaches the page, and whether somebody took it.
const HEARS_KEYS: &str = "window.keys = [];
    document.addEventListener('keydown', (event) => setTimeout(() =>
      keys.push(`${event.key} ${event.defaultPrevented ? 'taken' : 'free'}`)));";

async fn keys_in_a_field_belong_to_the_page(stage: Stage) {
    let page =
        Page::new("<textarea id=t aria-label=Note></textarea><button id=u>On</button>").script(HEARS_KEYS);
    stage.open(page.guide("{ target: '#t', title: 'One' }, { target: '#u', title: 'Two' }")).await;
    stage.sees_step_at("One", "#t").await;
    stage.click("#t").await;
    stage.press("ab").await;
    for key in [Key::Left, Key::Right, Key::Up, Key::Down, Key::Left] {
        stage.press(key).await;
    }
    stage.press("c d").await;
    for key in [Key::Enter, Key::Escape, Key::Home, Key::End] {
        stage.press(key).await;
    }
    let all = "a free,b free,ArrowLeft free,ArrowRight free,ArrowUp free,ArrowDown free,ArrowLeft free,c free,\
        \u{20} free,d free,Enter free,Escape free,Home free,End free";
    stage.until("every key reaches the page", "keys.length === 14").await;
    assert_eq!(stage.ask("keys.join()").await, all);
    assert_eq!(stage.ask("document.querySelector('#t').value").await, "ac d\nb");
    stage.must("it is still the first step", "eyes.title() === 'One'").await;
    stage.must("the focus stays", "document.activeElement.id === 't'").await;
}

async fn keys_outside_a_field_belong_to_the_page(stage: Stage) {
    let page = Page::new("<button id=t>Here</button><button id=u>On</button>").script(HEARS_KEYS);
    stage.open(page.guide("{ target: '#t', title: 'One' }, { target: '#u', title: 'Two' }")).await;
    stage.sees_step_at("One", "#t").await;
    for key in [Key::Left, Key::Right, Key::Escape, Key::Enter] {
        stage.press(key).await;
    }
    stage.until("every key reaches the page", "keys.length === 4").await;
    assert_eq!(stage.ask("keys.join()").await, "ArrowLeft free,ArrowRight free,Escape free,Enter free");
    stage.must("it is still the first step", "eyes.title() === 'One'").await;
}

async fn every_control_of_the_target_by_tab(stage: Stage) {
    let controls = "<input id=c1 aria-label=1><select id=c2 aria-label=2><option>A</select>\
        <input id=c3 type=checkbox aria-label=3><a id=c4 href=#>4</a><textarea id=c5 aria-label=5></textarea>\
        <button id=c6>6</button>";
    let body = format!(
        "<button id=before>Before</button><form id=t>{controls}</form><button id=after>After</button>"
    );
    stage.open(Page::new(&body).guide("{ target: '#t', title: 'Fill in' }")).await;
    stage.sees_step_at("Fill in", "#t").await;
    stage.click("#before").await;
    let mut reached = Vec::new();
    // The card may come between them, but takes none of them away.
    for _ in 0..12 {
        stage.press(Key::Tab).await;
        let focused = stage.ask("document.activeElement.id || document.activeElement.localName").await;
        reached.push(focused.as_str().unwrap_or_default().to_owned());
    }
    reached.retain(|id| id.starts_with('c') || id == "after");
    reached.truncate(7);
    assert_eq!(reached, ["c1", "c2", "c3", "c4", "c5", "c6", "after"]);
}

async fn tab_out_of_a_filled_field_goes_to_the_next_field(stage: Stage) {
    let body = "<label>Name <input id=name required></label><label>Email <input id=mail required></label>";
    let steps = "{ target: '#name', title: 'Name', done: 'valid' },
        { target: '#mail', title: 'Email', done: 'valid' }";
    stage.open(Page::new(body).guide(steps)).await;
    stage.sees_step_at("Name", "#name").await;
    stage.write("#name", "Ada").await;
    stage.press(Key::Tab).await;
    stage.sees_step_at("Email", "#mail").await;
    stage.must("the focus is in the next field", "document.activeElement.id === 'mail'").await;
    stage.press("ada@example.com").await;
    stage
        .must("what is typed goes there", "document.querySelector('#mail').value === 'ada@example.com'")
        .await;
}

async fn typing_is_never_interrupted(stage: Stage) {
    let body = "<input id=name required aria-label=Name><button id=u>Send</button>";
    let page =
        Page::new(body).script("window.moved = 0; addEventListener('focusout', () => { moved += 1 }, true);");
    stage.open(page).await;
    stage.click("#name").await;
    stage.press("Ada ").await;
    let steps = "{ target: '#name', title: 'Name', done: 'valid' },
        { target: '#u', title: 'On', done: { event: 'on' } }, { target: '#u', title: 'Last' }";
    stage
        .run(&format!(
            "eyes.guide({{ steps: [{{ target: '#u', title: 'Zero', done: {{ event: 'go' }} }}, {steps}] }})"
        ))
        .await;
    stage.sees_step_at("Zero", "#u").await;
    stage.press("King").await;
    stage.run("document.dispatchEvent(new Event('go'))").await;
    stage.until("the next step is there", "eyes.title() && eyes.title() !== 'Zero'").await;
    for letter in "-Noel, Countess of Lovelace".chars() {
        stage.press(letter.to_string()).await;
    }
    let value = stage.ask("document.querySelector('#name').value").await;
    assert_eq!(value, "Ada King-Noel, Countess of Lovelace");
    stage.must("the focus never moved", "window.moved === 0 && document.activeElement.id === 'name'").await;
}

async fn each_step_is_announced_once(stage: Stage) {
    let body = "<div style='height: 300px'></div><button id=a>A</button><button id=b>B</button>\
        <div style='height: 2000px'></div>";
    let steps = "{ target: '#a', title: 'Apples', text: 'Red ones.' },
        { target: '#b', title: 'Bananas', done: 'click' }, { target: '#a', title: 'Cherries' }";
    stage.open(Page::new(body).guide(steps)).await;
    let announced = |title: &str| format!("eyes.said.filter((words) => words.includes('{title}')).length");
    stage.sees_step_at("Apples", "#a").await;
    stage.until("it is announced", &format!("{} > 0", announced("Apples"))).await;
    // What moves, changes or is drawn anew is no news.
    stage
        .run("const a = document.querySelector('#a'); a.replaceWith(a.cloneNode(true)); scrollTo(0, 50)")
        .await;
    stage.sees_placed("#a").await;
    stage.run("document.body.append(document.createElement('hr'))").await;
    stage.moment().await;
    stage.click("@Next").await;
    stage.sees_step_at("Bananas", "#b").await;
    stage.until("it is announced", &format!("{} > 0", announced("Bananas"))).await;
    stage.click("#b").await;
    stage.sees_step_at("Cherries", "#a").await;
    stage.until("it is announced", &format!("{} > 0", announced("Cherries"))).await;
    stage.moment().await;
    for title in ["Apples", "Bananas", "Cherries"] {
        let times = stage.ask(&announced(title)).await;
        assert_eq!(times, 1, "{title}: {}", stage.ask("eyes.said").await);
    }
    stage
        .must(
            "with its text",
            "eyes.said.some((words) => words.includes('Apples') && words.includes('Red ones.'))",
        )
        .await;
}

async fn focus_returns(stage: Stage) {
    let page = Page::new("<button id=first>First</button><button id=t>Here</button><button>Last</button>");
    stage.open(page.guide("{ target: '#t', title: 'One' }")).await;
    stage.sees_step_at("One", "#t").await;
    for by_button in [false, true] {
        stage.run("document.querySelector('#first').focus()").await;
        let mut from = String::new();
        for presses in 0.. {
            assert!(presses < 12, "the card can't be reached by Tab\n{}", stage.outline().await);
            if stage.holds("eyes.card()?.contains(eyes.overlay().activeElement)").await {
                break;
            }
            from =
                stage.ask("document.activeElement.textContent").await.as_str().unwrap_or_default().to_owned();
            stage.press(Key::Tab).await;
        }
        for presses in 0.. {
            assert!(presses < 12, "the way out can't be reached by Tab\n{}", stage.outline().await);
            if !by_button || stage.holds("eyes.overlay().activeElement?.matches('.close:not(.help)')").await {
                break;
            }
            stage.press(Key::Tab).await;
        }
        stage.press(if by_button { Key::Enter } else { Key::Escape }).await;
        stage.sees_no_step().await;
        let back = format!("document.activeElement.textContent === '{from}'");
        stage.until(&format!("the focus is back on “{from}”"), &back).await;
        stage.run("eyes.guide({ steps: [{ target: '#t', title: 'Again' }] })").await;
        stage.sees_step_at("Again", "#t").await;
    }
}

async fn reduced_motion(stage: Stage) {
    stage.less_motion().await;
    let page =
        Page::new("<button id=t>Here</button><div style='height: 3000px'></div><button id=u>Down</button>")
            .style("html { scroll-behavior: smooth }")
            .options("{ phone: '+353 1 555 0100' }");
    stage.open(page.guide("{ target: '#t', title: 'One' }, { target: '#u', title: 'Two' }")).await;
    stage
        .must("the page is asked for less motion", "matchMedia('(prefers-reduced-motion: reduce)').matches")
        .await;
    stage.sees_step_at("One", "#t").await;
    stage
        .run(
            "window.moves = 0; const look = () => { \
            moves = Math.max(moves, eyes.overlay().getAnimations().length); \
        requestAnimationFrame(look) }; look()",
        )
        .await;
    stage
        .run("window.stops = new Set(); addEventListener('scroll', () => stops.add(Math.round(scrollY)))")
        .await;
    stage.click("@Next").await;
    stage.sees_step_at("Two", "#u").await;
    stage.moment().await;
    stage.must("nothing of ours moves by itself", "window.moves === 0").await;
    stage.must("the page does not glide", "window.stops.size <= 2").await;
}

async fn forced_colours(stage: Stage) {
    stage.forced_colours().await;
    stage.open(Page::new("<button id=t>Here</button>").guide("{ target: '#t', title: 'One' }")).await;
    stage.must("colours are forced", "matchMedia('(forced-colors: active)').matches").await;
    stage.sees_step_at("One", "#t").await;
    // Shadows and backgrounds are gone: what has no line of its own can't be told apart.
    for (part, line) in
        [(".card", "borderTop"), (".feet .main:not([hidden])", "borderTop"), (".spot", "outline")]
    {
        let drawn = format!(
            "(() => {{ const style = getComputedStyle(eyes.ours('{part}')); \
             return style.{line}Style !== 'none' && parseFloat(style.{line}Width) >= 1 }})()"
        );
        stage.must(&format!("{part} has a line around it"), &drawn).await;
    }
}
