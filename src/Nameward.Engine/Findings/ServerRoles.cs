using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>
/// Tells what a server does from its answers: whether they offer recursion (RA) or speak with authority (AA) (RFC 1035 section 4.1.1), and whom it asks
/// itself. A header can lie; that it does is then visible beside the role.
/// </summary>
static class ServerRoles
{
    const ushort Dns = 53;

    /// <summary>The facts with role and reasons.</summary>
    public static ServerFacts Assign(ServerFacts facts, UsesByServer uses)
    {
        var (role, why) = RoleOf(facts, uses);
        return facts with { Role = role, Reasons = [why, .. Remarks(facts, role)] };
    }

    static (ServerRole, Sentence) RoleOf(ServerFacts facts, UsesByServer uses)
    {
        var address = facts.Server.Address;
        if (facts.Server.IsOfTheLink)
        {
            return (ServerRole.Multicast, Sentence.Of(address.IsMulticast ? "a multicast group" : "a host that answers for its link"));
        }
        if (IsLoopback(address) || (!facts.Users.IsEmpty && facts.Users.All(user => user.Client == address)))
        {
            return (ServerRole.StubListener, Sentence.Of("it listens on a host for that host alone"));
        }
        if (facts.Operator is { } name)
        {
            return (ServerRole.PublicResolver, Sentence.Of($"a public resolver of {name}"));
        }
        return facts.Headers == 0 ? (ServerRole.Unknown, Unshown(facts)) : FromHeaders(facts, uses);
    }

    static (ServerRole, Sentence) FromHeaders(ServerFacts facts, UsesByServer uses)
    {
        if (facts.Recursive * 2 >= facts.Headers)
        {
            var asked = uses.ByClient[facts.Server.Address].Where(use => use.Key.Server.Port is 0 or Dns && use.Use.Headers > 0).ToList();
            return asked.Count > 0 && asked.TrueForAll(use => use.Use.Recursive > 0)
                ? (ServerRole.Forwarder, Sentence.Of($"it offers recursion (RA) and asks {Quantity.Of(asked.Select(use => use.Key.Server.Address).Distinct().Count(), "resolver")} itself"))
                : (ServerRole.Recursive, Sentence.Of($"{Part(facts.Recursive, facts.Headers)} of its responses offer recursion (RA)"));
        }
        // Who answers with authority and never offers recursion refers with its other responses, as the servers of the root and of a top-level domain do.
        return facts.Authoritative * 2 >= facts.Headers || (facts.Recursive == 0 && facts.Authoritative > 0)
            ? (ServerRole.Authoritative, Sentence.Of($"{Part(facts.Authoritative, facts.Headers)} of its responses are authoritative (AA), {Part(facts.Recursive, facts.Headers)} offer recursion"))
            : facts.Recursive == 0 && !facts.Users.IsEmpty && facts.Users.All(user => uses.Answering.Contains(user.Client))
            ? (ServerRole.Authoritative, Sentence.Of("none of its responses offer recursion, and only servers ask it: it refers them to others"))
            : (ServerRole.Unknown, Sentence.Of("most of its responses neither offer recursion (RA) nor are authoritative (AA)"));
    }

    static Sentence Unshown(ServerFacts facts) => Sentence.Of(!facts.ShowsMessages ? $"only conversations with it are seen, and not what was said{(facts.Responses > 0 ? "" : facts.LeavesOpen ? ", or whether it answered" : "; none was answered")}"
        : facts.WritesALog ? "its own log shows that it is asked, and not how it answers"
        : facts.Responses == 0 ? "no answer of it was seen" : "no header of its responses is shown");

    static IEnumerable<Sentence> Remarks(ServerFacts facts, ServerRole role)
    {
        if (role is ServerRole.Recursive or ServerRole.Forwarder or ServerRole.PublicResolver && facts.Authoritative > 0)
        {
            yield return Sentence.Of($"{Part(facts.Authoritative, facts.Headers)} of its responses are authoritative (AA) all the same");
        }
        if (!facts.Ttls.Values.IsEmpty)
        {
            yield return Ttls(facts.Ttls.Values.ToArray(), facts.Ttls.IsFull, role);
        }
        if (role != ServerRole.Multicast && facts.Server.Port is not (0 or Dns))
        {
            yield return Sentence.Of($"it {(facts.ShowsMessages ? "answers" : "is spoken to")} on port {facts.Server.Port}");
        }
    }

    static Sentence Ttls(uint[] ttls, bool more, ServerRole role) => ttls.Length == 1
        ? Sentence.Of($"every answer may be kept for {Quantity.Of(ttls[0], "second")} (TTL)")
        : more ? Sentence.Of($"answers of many different times to live (TTL){(role == ServerRole.Authoritative ? "" : ", as a cache gives them")}")
        : Sentence.Of($"answers of {ttls.Length} different times to live (TTL): {string.Join(", ", ttls.Select(ttl => Quantity.Count(ttl)))} seconds");

    static string Part(long some, long all) => some == all ? "all" : some == 0 ? "none" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{some:N0} of {all:N0}");

    static bool IsLoopback(Address address) => address.IsV4 ? address.V4 >> 24 == 127 : address.High == 0 && address.Low == 1;
}
