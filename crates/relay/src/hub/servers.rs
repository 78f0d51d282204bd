//! The servers for calls: told with every welcome, and again before what logs in to
//! the TURN server ends.

use alongside_protocol::message::{IceServers, ToAgent, ToCustomer};

use super::{
    Hub, Peer, Turn,
    alarm::Alarm,
    io::{Millis, SocketId},
};
use crate::turn::agent_name;

impl Hub {
    /// The servers for whoever is at the other end of a socket, and how long they
    /// hold. When three quarters of that are over they are told new ones.
    pub(super) fn servers(&mut self, now: Millis, socket: SocketId) -> IceServers {
        let mut servers = self.rules.ice.clone();
        let mut lasts = 0;
        if let (Some(turn), Some(peer)) = (&self.rules.turn, self.sockets.get(&socket)) {
            servers.push(turn.server(now, &name_at_turn(peer)));
            lasts = turn.lifetime();
            self.forget_servers(socket);
            let due = now + lasts / 4 * 3;
            self.servers_due.insert(socket, due);
            self.alarms.insert((due, Alarm::Servers(socket)));
        }
        IceServers { servers, lasts }
    }

    /// Fresh servers, when the socket is still there.
    pub(super) fn renew_servers(&mut self, turn: &mut Turn<'_>, socket: SocketId) {
        let Some(peer) = self.sockets.get(&socket).cloned() else { return };
        let servers = self.servers(turn.now, socket);
        match peer {
            Peer::Customer(_) => turn.tell_page(socket, &ToCustomer::Servers(servers)),
            Peer::Agent { .. } => turn.tell_console(socket, &ToAgent::Servers(servers)),
        }
    }

    /// Nobody waits for new ones. Who asks all the time, or comes and goes, has one
    /// alarm like anybody else.
    pub(super) fn forget_servers(&mut self, socket: SocketId) {
        if let Some(due) = self.servers_due.remove(&socket) {
            self.alarms.remove(&(due, Alarm::Servers(socket)));
        }
    }
}

fn name_at_turn(peer: &Peer) -> String {
    match peer {
        Peer::Customer(visit) => visit.to_string(),
        Peer::Agent { name, .. } => agent_name(name),
    }
}
