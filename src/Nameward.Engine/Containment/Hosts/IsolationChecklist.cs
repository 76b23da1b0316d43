using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Isolating;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Hosts;

/// <summary>
/// What to do with each host of the findings and each DNS server inside, in the order in which nothing is lost: evidence first, then DNS for those who would be left without, then isolation, and
/// the way back. A checklist for people, and the same hosts as a table.
/// </summary>
sealed class IsolationChecklist : IContainmentTarget
{
    static readonly ImmutableArray<string> Columns = ["address", "host", "owner", "role", "criticality", "users", "programs", "findings", "first seen", "last seen", "EDR", "switch port", "VLAN before", "done by", "done at"];

    /// <inheritdoc/>
    public string Id => "isolation";

    /// <inheritdoc/>
    public string Product => "Checklist to isolate hosts and DNS servers inside";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Network;

    /// <inheritdoc/>
    public bool NeedsBlocks => false;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var (hosts, servers) = (document.Isolation.Hosts, document.Isolation.Servers);
        if (hosts.IsEmpty && servers.IsEmpty)
        {
            return new(Id, Product, [], [new(PackStage.Apply, "The case names no host and no DNS server inside.")], []);
        }
        var text = new PackProse().Heading(1, Sentence.Of($"Isolation: case {HostileText.Text(document.Request.Case.Name)}"))
            .Paragraph(Sentence.Of($"Label {document.Label}. DNS servers come first: isolate none before its clients have another. Write beside each step who did it and when."));
        foreach (var server in servers)
        {
            Server(text, server, document);
        }
        foreach (var host in hosts)
        {
            Host(text, host, servers);
        }
        return new(Id, Product, [text.As($"{document.Label}-isolation.md"), Table(hosts).As($"{document.Label}-isolation.csv")],
            [
                new(PackStage.Log, "Run the host pack on each host while it is untouched: what it knows goes with its memory."),
                new(PackStage.Apply, "Go through the checklist, DNS servers first."),
                new(PackStage.Verify, "Read evidence of the time after it: the hosts are silent, and nobody asks the server any more.", "nameward verify CASE PATH"),
                new(PackStage.Rollback, "The last steps of each host and server in the checklist undo it, in the order that stands there."),
            ],
            []);
    }

    static void Server(PackProse text, LosingServer server, ContainDocument document)
    {
        text.Heading(2, Sentence.Of($"DNS server {server.Address}")).Item(Sentence.Of($"Findings: {string.Join(", ", server.Findings)}"));
        text.Item(Sentence.Of(server.IsApproved switch { true => "The site approves it: if it only asked for a host behind it, isolate that host instead.", false => "The site does not approve it.", _ => "The site file does not say which servers are approved." }));
        Use(text, server.Use);
        foreach (var said in server.Announced)
        {
            text.Item(Sentence.Of($"Given out by {said.By}, {said.Where}, as {said.Property}: {said.Value}"));
        }
        text.Heading(3, Sentence.Of("Before"));
        text.Task(Sentence.Of("Run the host pack on it, and keep its configuration and its cache."));
        GiveOutOthers(text, Approved(document, server));
        text.Task(Sentence.Of("Hosts ask the old server until they renew their lease: wait half a lease, or renew it there."));
        text.Command("ipconfig /renew");
        text.Task(Sentence.Of("Hosts that have the server set by hand keep asking it: set them to DHCP, or to an approved server."));
        text.Heading(3, Sentence.Of("Isolate"));
        text.Task(Sentence.Of("In the EDR console: isolate the device, with the agent's own channel left open."));
        text.Task(Sentence.Of("At the switch: find its port by its hardware address, and move the port into the quarantine VLAN. Port: [to fill in], VLAN before: [to fill in]."));
        text.Task(Sentence.Of("A virtual machine: take its network card off its port group; do not switch it off, its memory is evidence."));
        text.Heading(3, Sentence.Of("Undo"));
        text.Task(Sentence.Of("Put the port back into its VLAN, and release the device in the EDR console."));
        text.Task(Sentence.Of("Give out again what was given out before: the values above."));
    }

    static void Use(PackProse text, ServerUse? use)
    {
        if (use is null)
        {
            text.Item(Sentence.Of("Who asks it: nobody looked, for the evidence was not read again."));
            return;
        }
        text.Item(Sentence.Of($"{Quantity.Of(use.Clients, "client")} ask it; {use.OnlyThere} of them are seen to ask no other server that stays, and lose DNS meanwhile."));
        if (!use.Named.IsEmpty)
        {
            text.Item(Sentence.Of($"Without DNS meanwhile: {HostileText.Joined(use.Named.Select(HostileText.Address))}{(use.OnlyThere > use.Named.Length ? " and more" : "")}"));
        }
        if (!use.Others.IsEmpty)
        {
            text.Item(Sentence.Of($"Others go on with: {HostileText.Joined(use.Others.Select(HostileText.Address))}"));
        }
    }

    /// <summary>DHCP's list of DNS servers: option 6 (RFC 2132 section 3.8), of DHCPv6 option 23 (RFC 3646 section 3).</summary>
    static void GiveOutOthers(PackProse text, ImmutableArray<Address> approved)
    {
        var v4 = string.Join(",", approved.Where(server => server.IsV4));
        var v6 = string.Join(",", approved.Where(server => !server.IsV4));
        if (approved.IsEmpty)
        {
            text.Task(Sentence.Of("DHCP gives out approved servers alone: [to fill in: which; the site file names none, see servers.approved]."));
            return;
        }
        text.Task(Sentence.Of($"DHCP gives out approved servers alone, in each scope that gives out this one: {string.Join(", ", approved)}"));
        if (v4.Length > 0)
        {
            text.Command($"Set-DhcpServerv4OptionValue -ScopeId SCOPE -OptionId 6 -Value {v4}").Command($"option domain-name-servers {v4.Replace(",", ", ", StringComparison.Ordinal)};")
                .Command($"{{ \"name\": \"domain-name-servers\", \"data\": \"{v4}\" }}").Command($"dhcp-option=option:dns-server,{v4}");
        }
        if (v6.Length > 0)
        {
            text.Command($"Set-DhcpServerv6OptionValue -Prefix PREFIX -OptionId 23 -Value {v6}").Command($"option dhcp6.name-servers {v6.Replace(",", ", ", StringComparison.Ordinal)};")
                .Command($"{{ \"name\": \"dns-servers\", \"data\": \"{v6}\" }}");
        }
    }

    static ImmutableArray<Address> Approved(ContainDocument document, LosingServer server) =>
        [.. (document.Approved ?? []).Where(network => network.IsOne).Select(network => network.First).Where(address => document.Isolation.Servers.All(going => going.Address != address || (going.IsApproved == true && going != server)))];

    static void Host(PackProse text, IsolatedHost host, ImmutableArray<LosingServer> servers)
    {
        text.Heading(2, host is { Address: not null, Host: { } name } ? Sentence.Of($"Host {host.Name}, {name}") : Sentence.Of($"Host {host.Name}"));
        text.Item(Known("Owner", host.Owner)).Item(Known("Role", host.Role)).Item(Known("Criticality", host.Criticality));
        text.Item(host.Users.IsEmpty ? Known("User", null) : Sentence.Of($"User: {HostileText.Joined(host.Users)}"));
        text.Item(host.Processes.IsEmpty ? Sentence.Of("Program: not known; the host pack asks for it") : Sentence.Of($"Program: {HostileText.Joined(host.Processes)}"));
        text.Item(Sentence.Of($"Seen: {When(host.First)} to {When(host.Last)}, {Quantity.Of(host.Queries, "query")}; findings {string.Join(", ", host.Findings)}"));
        text.Heading(3, Sentence.Of("Before"));
        if (servers.Any(server => server.Address == host.Address))
        {
            text.Task(Sentence.Of("Others ask it for DNS (above): it may have asked for one of them. Find out who asked it before it is isolated."));
        }
        text.Task(Sentence.Of("Tell the owner; the text is among those for owners."));
        text.Task(Sentence.Of("Run the host pack, and keep the memory of the host where your procedure asks for it. Do not switch it off."));
        text.Task(Sentence.Of("Keep the program's file, its command line and what started it. Do not end it before that."));
        text.Heading(3, Sentence.Of("Isolate"));
        text.Task(Sentence.Of("In the EDR console: isolate the device, with the agent's own channel left open."));
        text.Task(Sentence.Of("Without EDR, at the switch: find its port by its hardware address, and move the port into the quarantine VLAN. Port: [to fill in], VLAN before: [to fill in]."));
        text.Task(Sentence.Of("On wireless or VPN: take its certificate or account off the access list. Done at: [to fill in]."));
        text.Task(Sentence.Of("Accounts that were in use on it: end their sessions, and renew their secrets from another host."));
        text.Heading(3, Sentence.Of("Undo"));
        text.Task(Sentence.Of("When verify proves the channel silent and the host was built anew or cleared: release it in the EDR console, and put its port back into its VLAN."));
    }

    static PackTable Table(ImmutableArray<IsolatedHost> hosts)
    {
        var table = new PackTable().Row([.. Columns.Select(name => (HostileText?)HostileText.Text(name))]);
        foreach (var host in hosts)
        {
            table.Row(host.Address is { } address ? HostileText.Address(address) : null, host.Host, host.Owner, host.Role, host.Criticality, HostileText.Joined(host.Users), HostileText.Joined(host.Processes),
                HostileText.Text(string.Join(", ", host.Findings)), HostileText.Text(When(host.First)), HostileText.Text(When(host.Last)), null, null, null, null, null);
        }
        return table;
    }

    static Sentence Known(string what, HostileText? text) => text is { IsEmpty: false } known ? Sentence.Of($"{what}: {known}") : Sentence.Of($"{what}: not known");

    static string When(DateTime? time) => time is { } some ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{some:yyyy-MM-dd HH:mm} UTC") : "no time";
}
