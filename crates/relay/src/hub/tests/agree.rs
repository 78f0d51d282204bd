use std::collections::BTreeMap;

use alongside_protocol::message::{
    AskHandOver, Channel, FromAgent, FromCustomer, Rtc, RtcSignal, Stage, ToCustomer,
};
use proptest::prelude::*;

use super::world::World;
use crate::hub::stage as hub;

#[derive(Debug, Clone)]
enum Move {
    Arrive(u64),
    Go(u64),
    Engage(u64, bool),
    Leave(u64),
    AgentComes(u64),
    AgentGoes(u64),
    Accept(u64, u64),
    End(u64, u64),
    Offer(u64, u64, u64),
    Answer(u64, u64, bool),
    Read(u64, u64, bool),
    Call(u64, u32),
    Moved(u64, u32),
    Wait(u64),
}

fn any_move() -> impl Strategy<Value = Move> {
    let customer = 1..5u64;
    let agent = 101..104u64;
    let engagement = 1..8u64;
    prop_oneof![
        customer.clone().prop_map(Move::Arrive),
        customer.clone().prop_map(Move::Go),
        (customer.clone(), any::<bool>()).prop_map(|(of, voice)| Move::Engage(of, voice)),
        customer.clone().prop_map(Move::Leave),
        agent.clone().prop_map(Move::AgentComes),
        agent.clone().prop_map(Move::AgentGoes),
        (agent.clone(), engagement.clone()).prop_map(|(by, id)| Move::Accept(by, id)),
        (agent.clone(), engagement.clone()).prop_map(|(by, id)| Move::End(by, id)),
        (agent.clone(), engagement.clone(), agent.clone()).prop_map(|(by, id, to)| Move::Offer(by, id, to)),
        (agent.clone(), engagement.clone(), any::<bool>())
            .prop_map(|(by, id, accepts)| Move::Answer(by, id, accepts)),
        (agent, engagement, any::<bool>()).prop_map(|(by, id, reads)| Move::Read(by, id, reads)),
        (customer.clone(), 1..4u32).prop_map(|(of, call)| Move::Call(of, call)),
        (customer.clone(), 1..4u32).prop_map(|(of, call)| Move::Moved(of, call)),
        (0..200_000u64).prop_map(Move::Wait),
    ]
}

proptest! {
    /// Whatever happens: a customer's page, reading only what it is sent, knows
    /// how its engagement stands and who reads along; one agent at most is with a customer; lines are prepared
    /// for those who wait, each with an agent who is there and has no other.
    #[test]
    fn both_sides_agree_whatever_happens(moves in prop::collection::vec(any_move(), 1..60)) {
        let mut world = World::new();
        let mut known: BTreeMap<u64, Stage> = BTreeMap::new();
        let mut readers: BTreeMap<u64, String> = BTreeMap::new();
        let mut here: BTreeMap<u64, bool> = BTreeMap::new();
        for step in moves {
            match step {
                Move::Arrive(of) if !here.contains_key(&of) => {
                    here.insert(of, true);
                    world.customer(of);
                }
                Move::Go(of) => world.close(of),
                Move::Engage(of, voice) => {
                    let channel = if voice { Channel::Voice } else { Channel::Chat };
                    world.engage(of, channel);
                }
                Move::Leave(of) => world.says(of, FromCustomer::Leave(())),
                Move::AgentComes(of) => world.agent(of, &format!("agent-{of}")),
                Move::AgentGoes(of) => world.close(of),
                Move::Accept(by, id) => world.orders(by, FromAgent::Accept(id)),
                Move::End(by, id) => world.orders(by, FromAgent::End(id)),
                Move::Offer(by, engagement, to) => {
                    let ask = AskHandOver { engagement, to: format!("agent-{to}"), note: String::new() };
                    world.orders(by, FromAgent::AskHandOver(ask));
                }
                Move::Answer(by, id, accepts) => {
                    world.orders(by, FromAgent::AnswerHandOver((id, accepts)));
                }
                Move::Read(by, id, reads) => world.orders(by, FromAgent::ReadAlong((id, reads))),
                Move::Call(of, call) => {
                    let signal = RtcSignal::Offer { sdp: String::new() };
                    world.says(of, FromCustomer::Rtc(Rtc { call, signal }));
                }
                Move::Moved(of, call) => world.says(of, FromCustomer::SoundMoved(call)),
                Move::Wait(millis) => world.wait(millis),
                Move::Arrive(_) => {}
            }
            for of in 1..5 {
                for message in world.page_heard(of) {
                    match message {
                        ToCustomer::Engagement(engagement) => {
                            if !matches!(engagement.stage, Stage::Active { .. }) {
                                readers.remove(&of);
                            }
                            known.insert(of, engagement.stage);
                        }
                        // Who takes it over reads along no more.
                        ToCustomer::HandedOver(()) | ToCustomer::ReadsAlong(None) => {
                            readers.remove(&of);
                        }
                        ToCustomer::ReadsAlong(Some(name)) => {
                            readers.insert(of, name);
                        }
                        _ => {}
                    }
                }
            }
        }
        for (id, visit) in &world.hub.visits {
            if visit.socket.is_none() {
                continue;
            }
            let number: u64 = id.trim_start_matches("visit-").parse().unwrap();
            let stage = visit
                .engagement
                .and_then(|engagement| world.hub.engagements.get(&engagement))
                .map(|engagement| engagement.view().stage);
            prop_assert_eq!(known.get(&number), stage.as_ref());
            let reader = visit.engagement.and_then(|engagement| world.hub.reader(engagement));
            prop_assert_eq!(readers.get(&number).cloned(), reader.map(str::to_uppercase));
        }
        for id in world.hub.handovers.keys() {
            prop_assert!(world.hub.engagements[id].stage.agent().is_some(), "of nothing that is over");
        }
        let mut paired = std::collections::BTreeSet::new();
        for (id, agent) in &world.hub.warm {
            let engagement = &world.hub.engagements[id];
            prop_assert!(engagement.stage == hub::Stage::Waiting && engagement.channel.is_call());
            prop_assert!(world.hub.visits[&engagement.visit].socket.is_some());
            prop_assert!(world.hub.agents[agent].takes(engagement.site) && paired.insert(agent));
        }
        for engagement in world.hub.engagements.values() {
            prop_assert!(world.hub.visits.contains_key(&engagement.visit));
            if let Some(agent) = engagement.stage.agent() {
                prop_assert!(world.hub.agents.contains_key(agent));
            }
        }
    }
}
