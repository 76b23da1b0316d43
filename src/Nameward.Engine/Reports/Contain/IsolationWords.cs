using Nameward.Engine.Cases.Isolating;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Contain;

/// <summary>What terminal and page say of hosts and DNS servers that would be isolated.</summary>
static class IsolationWords
{
    public static Sentence Of(IsolatedHost host)
    {
        var told = host is { Address: not null, Host: { } name } ? Sentence.Of($"{host.Name} ({name})") : Sentence.Of($"{host.Name}");
        told = host.Users.IsEmpty ? told : told.Then(", user ", Sentence.Of($"{HostileText.Joined(host.Users)}"));
        told = told.Then(", ", host.Processes.IsEmpty ? Sentence.Of("by which program is not known: the host pack asks") : Sentence.Of($"by {HostileText.Joined(host.Processes)}"));
        told = host.Owner is { } owner ? told.Then("; owner ", Sentence.Of($"{owner}")) : told.Then("; ", Sentence.Of("owner not known"));
        return told.Then("; ", Sentence.Of(string.Join(", ", host.Findings)));
    }

    public static Sentence Of(LosingServer server)
    {
        var told = Sentence.Of($"{server.Address}: {Who(server.Use)}");
        told = server.IsApproved == true ? told.Then("; ", Sentence.Of("the site approves it")) : told;
        return server.Announced.IsEmpty ? told : told.Then("; ", Sentence.Of($"given out by {HostileText.Joined(server.Announced.Select(said => said.By).Distinct())}"));
    }

    static string Who(ServerUse? use) => use switch
    {
        null => "nobody looked who loses DNS meanwhile",
        { Clients: 0 } => "nobody is seen to ask it",
        { OnlyThere: 0 } => $"{Figures.Count(use.Clients, "client")} would go on with other servers",
        _ => $"{Figures.Count(use.OnlyThere)} of {Figures.Count(use.Clients, "client")} would lose DNS meanwhile",
    };
}
