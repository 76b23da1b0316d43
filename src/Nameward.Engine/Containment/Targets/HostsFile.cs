using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>
/// The hosts file of Linux, macOS and Windows (hosts(5)), between two marks of its own. It holds whole names and no wildcard: the names of a channel, each of which is new, pass by it. It can send a host
/// elsewhere that is known by name, and is a last resort where no resolver can be changed.
/// </summary>
sealed class HostsFile : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "hosts-file";

    /// <inheritdoc/>
    public string Product => "Hosts file of a host";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Endpoint;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, canary) = (document.Label, Canary.NameOf(document));
        var text = new PackText(document, "#").Line($"# {label} begins").Head("blocks; the names themselves, and none below them").Line($"{Canary.Address} {canary}");
        foreach (var block in document.Blocked)
        {
            if (block.IsName && PlainName.Of(block) is { } name)
            {
                text.Because(block).Line($"{Nowhere(document)} {name}");
            }
            else
            {
                leftOut.Add((block, block.IsName ? PlainName.Why : "a hosts file holds names alone"));
            }
        }
        return new(Id, Product, [text.Line($"# {label} ends").As($"{label}.hosts")],
            [
                new(PackStage.Log, "A hosts file cannot log, and has no wildcard: names below a zone are not blocked. Take a resolver where there is one."),
                new(PackStage.Apply, $"Add {label}.hosts to the end of the hosts file.", $"cat {label}.hosts >> /etc/hosts"),
                new(PackStage.Apply, "The same on Windows, as an administrator.", $"Get-Content {label}.hosts | Add-Content $env:SystemRoot\\System32\\drivers\\etc\\hosts"),
                new(PackStage.Verify, $"A name of its own leads to {Canary.Address}.", $"getent hosts {canary}"),
                new(PackStage.Rollback, "Delete what stands between the marks.", $"sed -i '/^# {label} begins$/,/^# {label} ends$/d' /etc/hosts"),
                new(PackStage.Rollback, "The same on Windows.", $"$hosts = \"$env:SystemRoot\\System32\\drivers\\etc\\hosts\"; $within = $false; (Get-Content $hosts) | Where-Object {{ if ($_ -eq '# {label} begins') {{ $within = $true }}; -not $within; if ($_ -eq '# {label} ends') {{ $within = $false }} }} | Set-Content $hosts"),
            ],
            [.. leftOut]);
    }

    // What is no name leads to nowhere there: an address that no packet can be sent to (RFC 1122 section 3.2.1.3).
    static string Nowhere(ContainDocument document) => document.Request.Action == BlockAction.Sinkhole ? $"{document.Request.Sinkhole}" : "0.0.0.0";
}
