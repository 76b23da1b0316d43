using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Hosts;

/// <summary>
/// One text for each owner in IT for whom the pack has something: what is asked of them, why, when, whom it would hit, the way back, and the proof that it worked. The first stage changes nothing
/// for anybody. It speaks of the other targets, which are written before it.
/// </summary>
sealed class OwnerTexts : IContainmentTarget
{
    /// <summary>Hours without anybody outside the findings in the log of stage 1, before stage 2.</summary>
    const int QuietHours = 24;

    const int MostReasons = 30;

    static readonly (PackOwner Owner, string File, string Name)[] Teams =
    [
        (PackOwner.Dns, "dns-team.md", "DNS team"), (PackOwner.Firewall, "firewall-team.md", "firewall team"), (PackOwner.Endpoint, "endpoint-team.md", "endpoint team"),
        (PackOwner.Network, "network-team.md", "network and DHCP team"), (PackOwner.Soc, "soc.md", "SOC"), (PackOwner.All, "management.md", "management"),
    ];

    /// <inheritdoc/>
    public string Id => "owner-texts";

    /// <inheritdoc/>
    public string Product => "Texts for the owners in IT";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.All;

    /// <inheritdoc/>
    public bool NeedsBlocks => false;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var files = Teams.Where(team => team.Owner is PackOwner.Soc or PackOwner.All ? Of(document, null).Any() : Of(document, team.Owner).Any())
            .Select(team => Text(document, team.Owner, team.Name).As(team.File)).ToImmutableArray();
        return new(Id, Product, files, files.IsEmpty ? [new(PackStage.Log, "No other target of the pack has a file: there is nobody to write to.")]
            : [new(PackStage.Log, "Send each owner the text, with the folders that it names. What only you can know stands in square brackets: fill it in.")], []);
    }

    /// <summary>What was written for an owner; for anybody where none is named.</summary>
    static IEnumerable<TargetPack> Of(ContainDocument document, PackOwner? owner)
    {
        var owners = TargetList.All.ToDictionary(target => target.Id, target => target.Owner);
        return document.Targets.Where(target => target.Files.Length > 0 && (owner is null || owners.GetValueOrDefault(target.Id) == owner));
    }

    static PackProse Text(ContainDocument document, PackOwner owner, string name)
    {
        var text = new PackProse().Heading(1, Sentence.Of($"To the {name}: case {HostileText.Text(document.Request.Case.Name)}"));
        What(text, document, owner);
        text.Heading(2, Sentence.Of("Why"));
        foreach (var finding in document.Request.Case.Findings)
        {
            text.Item(Sentence.Of($"{finding.Id}, {finding.Level}{(finding.Tool is { } tool ? $": a channel of {tool}" : "")}; {Quantity.Of(finding.Clients.Count, "client")}"));
        }
        foreach (var block in document.Blocked.Take(MostReasons))
        {
            text.Item(Sentence.Of($"{block.Value}: {block.Reason}"));
        }
        When(text, document);
        Hits(text, document);
        text.Heading(2, Sentence.Of("Stage 2, when it comes"));
        Steps(text, document, owner, PackStage.Apply);
        text.Heading(2, Sentence.Of("Way back"));
        Steps(text, document, owner, PackStage.Rollback);
        text.Heading(2, Sentence.Of("Proof"));
        Steps(text, document, owner, PackStage.Verify);
        text.Item(Sentence.Of("The SOC reads evidence of the time after stage 2: each item comes out proven, not proven or contradicted.")).Command("nameward verify CASE PATH");
        text.Heading(2, Sentence.Of("Answer please")).Item(Sentence.Of("Change number: [to fill in]")).Item(Sentence.Of("Stage 1 loaded, by whom and when: [to fill in]"))
            .Item(Sentence.Of("Stage 2 loaded, by whom and when: [to fill in]"));
        return text;
    }

    static void What(PackProse text, ContainDocument document, PackOwner owner)
    {
        text.Heading(2, Sentence.Of("What"));
        if (owner == PackOwner.All)
        {
            text.Paragraph(Sentence.Of($"An adversary's DNS infrastructure was in use against us. {document.Blocked.Count()} names and addresses are to be blocked, {Quantity.Of(document.Isolation.Hosts.Length, "host")} looked at and isolated. Who decides stage 2: [to fill in]. What it means for the business: [to fill in]."));
        }
        else if (owner == PackOwner.Soc)
        {
            text.Paragraph(Sentence.Of($"Watch stage 1, and say when stage 2 may come. All that is added carries the label {document.Label}."));
        }
        else
        {
            text.Paragraph(Sentence.Of($"Please load stage 1 of these files. It logs and changes nothing. All that is added carries the label {document.Label}; index.html of the pack has every step."));
        }
        Steps(text, document, owner, PackStage.Log);
    }

    static void When(PackProse text, ContainDocument document) => text.Heading(2, Sentence.Of("When"))
        .Item(Sentence.Of("Stage 1, log only: now."))
        .Item(Sentence.Of($"Stage 2, block: after {QuietHours} hours in which stage 1 shows nobody outside the findings, and when the SOC says so. At once where a channel is active and the SOC asks for it."))
        .Item(Sentence.Of($"End: {document.Expires.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, unless it is decided anew. Serial {document.Serial}."));

    static void Hits(PackProse text, ContainDocument document)
    {
        text.Heading(2, Sentence.Of("Whom it would hit"));
        var measured = document.Blocked.Where(block => block.Radius is not null).ToList();
        if (measured.Count == 0)
        {
            text.Item(Sentence.Of("Nobody looked: the evidence was not read again. Give stage 1 a day more."));
        }
        foreach (var block in measured.Take(MostReasons))
        {
            text.Item(Sentence.Of($"{block.Value}: {Quantity.Of(block.Radius!.Clients, "client")} in the evidence, {block.Radius.ClientsOutside} of them outside the findings"));
        }
        foreach (var server in document.Isolation.Servers)
        {
            text.Item(server.Use is { } use ? Sentence.Of($"DNS server {server.Address}: {Quantity.Of(use.Clients, "client")} ask it, {use.OnlyThere} of them ask no other") : Sentence.Of($"DNS server {server.Address}: nobody looked who asks it"));
        }
    }

    static void Steps(PackProse text, ContainDocument document, PackOwner owner, PackStage stage)
    {
        foreach (var target in Of(document, owner is PackOwner.Soc or PackOwner.All ? null : owner))
        {
            if (owner == PackOwner.All)
            {
                text.Item(Sentence.Of($"{target.Product}, folder {target.Id}"));
                continue;
            }
            foreach (var step in target.Steps.Where(step => step.Stage == stage))
            {
                text.Item(Sentence.Of($"{target.Product}, folder {target.Id}: {step.Text}"));
                if (step.Command is { } command)
                {
                    text.Command(command);
                }
            }
        }
    }
}
