using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Restoring;

/// <summary>The DNS and DHCP servers of Windows, by PowerShell: a script for each server that puts settings back, and one that sets today's again. A library that was loaded is never set again.</summary>
sealed class RestoreWindowsDns : IContainmentTarget
{
    /// <summary>Which zone of the server holds a name, and the name in it.</summary>
    static readonly string[] FindZone =
    [
        "function Find-Zone([string]$name) {",
        "  Get-DnsServerZone | Where-Object { $name -eq $_.ZoneName -or $name.EndsWith('.' + $_.ZoneName) } | Sort-Object { $_.ZoneName.Length } -Descending | Select-Object -First 1 |",
        "    ForEach-Object { [pscustomobject]@{ Zone = $_.ZoneName; Name = $(if ($name -eq $_.ZoneName) { '@' } else { $name.Substring(0, $name.Length - $_.ZoneName.Length - 1) }) } }",
        "}",
    ];

    /// <inheritdoc/>
    public string Id => "restore-windows-dns";

    /// <inheritdoc/>
    public string Product => "Windows DNS and DHCP Server 2016 and later, put back";

    /// <inheritdoc/>
    public bool NeedsBlocks => false;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var (files, steps) = (new List<PackFile>(), new List<PackStep>());
        foreach (var (at, server) in document.Restore.Items.Where(item => item.Product == RestoreProduct.WindowsDns).GroupBy(item => item.Server).Index())
        {
            var name = $"{document.Label}.{at + 1}";
            files.Add(Script(document, $"{name}.restore.ps1", "puts settings back; run it in PowerShell as an administrator of the server", server, item => item.Good, item => item.Today));
            files.Add(Script(document, $"{name}.rollback.ps1", "sets today's values again", server, item => item.Good is null ? null : item.Today, item => item.Good ?? default));
            steps.Add(new(PackStage.Log, $"Read {name}.restore.ps1: each line says how the setting stands and why it is put back. Lines in comments are to be done by hand."));
            steps.Add(new(PackStage.Apply, "Run it on the server that its head names.", $"powershell -ExecutionPolicy Bypass -File {name}.restore.ps1"));
            steps.Add(new(PackStage.Verify, "Export the settings again, and have nameward read them: nameward verify.", "Get-DnsServer | Export-Clixml dns-server-after.xml"));
            steps.Add(new(PackStage.Rollback, "Set today's values again.", $"powershell -ExecutionPolicy Bypass -File {name}.rollback.ps1"));
        }
        return new(Id, Product, [.. files], [.. steps.OrderBy(step => step.Stage)], []);
    }

    static PackFile Script(ContainDocument document, string name, string what, IGrouping<HostileText, Restoration> server, Func<Restoration, HostileText?> to, Func<Restoration, HostileText> from)
    {
        var text = new PackText(document, "#").Head(what, ends: false).Comment(Sentence.Of($"server {server.Key}")).Line("$ErrorActionPreference = 'Stop'").Lines(FindZone);
        // Of a list of forwarders that has another property one command sets both.
        var commands = server.Select(item => (Item: item, Line: to(item) is not { } value || (value.IsEmpty && Beside(item).Any(other => to(other) is { IsEmpty: false })) ? null : WindowsCommands.Of(item, value, from(item)))).ToList();
        foreach (var (item, line) in commands)
        {
            RestoreText.Tell(text, item);
            if (line is not null)
            {
                text.Line(line);
            }
            else
            {
                var isDone = commands.Exists(other => other.Line is not null && other.Item.Object == item.Object && IsForwarding(other.Item) && IsForwarding(item));
                text.Comment(Sentence.Of(isDone ? "done with the setting beside it" : item.Good is null ? "by hand: no good value is known" : "by hand: no command can say it"));
            }
        }
        return text.As(name);

        IEnumerable<Restoration> Beside(Restoration item) => server.Where(other => !ReferenceEquals(other, item) && other.Kind == item.Kind && other.Kind == ConfigurationKind.Forwarders && other.Object == item.Object);
    }

    static bool IsForwarding(Restoration item) => item.Kind is ConfigurationKind.Forwarders or ConfigurationKind.Zone;
}
