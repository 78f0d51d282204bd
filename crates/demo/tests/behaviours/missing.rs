//! Targets that never come, that nobody can see, or that are two.

use crate::{
    AS_IT_IS,
    stage::{Page, Stage},
};

behaviours!(
    "target",
    AS_IT_IS,
    never_appears_and_a_message_says_so,
    never_appears_and_is_skipped,
    never_appears_and_the_flow_stops,
    never_appears_and_a_detour_leads_back,
    invisible_in_any_way,
    two_matches_the_visible_one,
    two_visible_matches_are_said,
);

/// A step whose target never comes, and one whose target is there.
async fn open_without_target(stage: &Stage, then: &str) {
    let steps = format!(
        "{{ id: 'lost', target: '#lost', title: 'Lost', wait: {{ for: 400, then: '{then}' }} }},
         {{ id: 'found', target: '#a', title: 'Found' }}"
    );
    stage.open(Page::new("<button id=a>A</button>").guide(&steps)).await;
}

/// The named reason of what was not found.
async fn is_named(stage: &Stage) {
    stage.is_told_of("missing").await;
    let told = stage.ask("eyes.events('problem').find((told) => told.reason === 'missing')").await;
    assert_eq!(told["step"], "lost", "{told}");
    assert!(told["message"].as_str().is_some_and(|message| message.contains("#lost")), "{told}");
}

async fn never_appears_and_a_message_says_so(stage: Stage) {
    open_without_target(&stage, "message").await;
    stage.sees_step("Lost").await;
    stage.until("the card says that it is not there", "eyes.notice()").await;
    stage.must("nothing is pointed at", "!eyes.ring()").await;
    is_named(&stage).await;
    stage.click("@Next").await;
    stage.sees_step_at("Found", "#a").await;
}

async fn never_appears_and_is_skipped(stage: Stage) {
    open_without_target(&stage, "skip").await;
    stage.sees_step_at("Found", "#a").await;
    is_named(&stage).await;
    stage
        .must(
            "it is told",
            "eyes.events('step').some((told) => told.step === 'lost' && told.outcome === 'missing')",
        )
        .await;
}

async fn never_appears_and_the_flow_stops(stage: Stage) {
    open_without_target(&stage, "stop").await;
    stage.sees_end("failed").await;
    is_named(&stage).await;
    let because = stage.ask("eyes.ended[0].reason").await;
    assert!(because.as_str().is_some_and(|because| because.contains("#lost")), "{because}");
    stage.sees_no_step().await;
}

async fn never_appears_and_a_detour_leads_back(stage: Stage) {
    let flows = "{ flows: { version: 2, flows: [
        { id: 'pay', steps: [
          { id: 'pay', target: '#pay', title: 'Pay', wait: { for: 400, then: { detour: 'sign-in' } } }] },
        { id: 'sign-in', steps: [{ target: '#sign-in', title: 'Sign in first', done: 'click' }] },
      ] } }";
    let page = Page::new("<main><button id=sign-in>Sign in</button></main>").options(flows).script(
        "document.querySelector('#sign-in').onclick = () => {
           const pay = document.createElement('button');
           Object.assign(pay, { id: 'pay', textContent: 'Pay' });
           document.querySelector('main').append(pay);
         };
         eyes.guide('pay');",
    );
    stage.open(page).await;
    stage.sees_step_at("Sign in first", "#sign-in").await;
    stage.is_told_of("missing").await;
    stage.click("#sign-in").await;
    stage.sees_step_at("Pay", "#pay").await;
    stage.click("@Finish").await;
    stage.until("the flow that was asked for ends", "eyes.ended.some(({ flow }) => flow === 'pay')").await;
    stage.sees_end("completed").await;
}

const HIDDEN: [(&str, &str); 13] = [
    ("display", "<button id=T style='display: none'>A</button>"),
    ("visibility", "<button id=T style='visibility: hidden'>A</button>"),
    ("collapse", "<button id=T style='visibility: collapse'>A</button>"),
    ("opacity", "<button id=T style='opacity: 0'>A</button>"),
    ("size", "<button id=T style='width: 0; height: 0; padding: 0; border: 0; overflow: hidden'>A</button>"),
    ("hidden-ancestor", "<div hidden><p><button id=T>A</button></p></div>"),
    ("clear-ancestor", "<div style='opacity: 0'><p><button id=T>A</button></p></div>"),
    ("cut-off", "<div style='width: 0; height: 0; overflow: hidden'><button id=T>A</button></div>"),
    ("off-screen", "<button id=T style='position: absolute; left: -9999px'>A</button>"),
    ("clip-path", "<button id=T style='position: absolute; clip-path: inset(50%)'>A</button>"),
    ("content-visibility", "<div style='content-visibility: hidden'><button id=T>A</button></div>"),
    ("details", "<details><summary>More</summary><button id=T>A</button></details>"),
    ("scaled", "<div style='transform: scale(0)'><button id=T>A</button></div>"),
];

async fn invisible_in_any_way(stage: Stage) {
    let body: String = HIDDEN.iter().map(|(id, html)| html.replace("id=T", &format!("id={id}"))).collect();
    stage.open(Page::new(&format!("<h1>Nothing to see</h1>{body}"))).await;
    let mut wrong = Vec::new();
    for (id, _) in HIDDEN {
        let step = format!("{{ target: '#{id}', title: '{id}', wait: {{ for: 150, then: 'stop' }} }}");
        stage
            .run(&format!(
                "eyes.told.length = eyes.refused.length = 0; eyes.guide({{ id: '{id}', steps: [{step}] }})"
            ))
            .await;
        let settled = format!(
            "eyes.title() === '{id}' ? 'it is pointed at' : eyes.refused[0] ?? \
             (eyes.ended.some(({{ flow }}) => flow === '{id}') && \
             `the reason is ${{eyes.events('problem')[0]?.reason}}`)"
        );
        let said = stage.until("the search ends", &settled).await;
        if said != "the reason is invisible" {
            wrong.push(format!("{id}: {}", said.as_str().unwrap_or_default()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn two_matches_the_visible_one(stage: Stage) {
    let body = "<nav hidden><button class=buy>Buy</button></nav><button class=buy id=seen>Buy</button>\
        <div style='height: 0; overflow: hidden'><button class=buy>Buy</button></div>";
    stage.open(Page::new(body)).await;
    for target in ["'.buy'", "{ role: 'button', name: 'Buy' }", "{ text: 'Buy' }"] {
        stage.run(&format!("eyes.guide({{ steps: [{{ target: {target}, title: 'Buy' }}] }})")).await;
        stage.sees_step_at("Buy", "#seen").await;
    }
}

async fn two_visible_matches_are_said(stage: Stage) {
    let body = "<button class=buy>Buy</button><hr><button class=buy id=other>Buy</button>";
    let step = "{ target: '.buy', title: 'Buy', wait: { for: 400, then: 'message' } }";
    stage.open(Page::new(body).guide(step)).await;
    stage.is_told_of("ambiguous").await;
    stage.must("nothing is pointed at", "!eyes.ring()").await;
    let because = stage.ask("h.explain().map(({ because }) => because).join()").await;
    assert!(because.as_str().is_some_and(|because| because.contains('2')), "{because}");
    stage.run("document.querySelector('.buy').remove()").await;
    stage.sees_step_at("Buy", "#other").await;
}
