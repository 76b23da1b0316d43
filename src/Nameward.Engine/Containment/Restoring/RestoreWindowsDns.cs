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
            files.Add(Script(document, $"{name}.restore.ps1", "puts settings back; run it in PowerShell as an administrator of the server", server, item => item.Good is { } good ? WindowsCommands.Of(item, good, item.Today) : null));
            files.Add(Script(document, $"{name}.rollback.ps1", "sets today's values again", server, item => item.Good is { } good ? WindowsCommands.Of(item, item.Today, good) : null));
            steps.Add(new(PackStage.Log, $"Read {name}.restore.ps1: each line says how the setting stands and why it is put back. Lines in comments are to be done by hand."));
            steps.Add(new(PackStage.Apply, "Run it on the server that its head names.", $"powershell -ExecutionPolicy Bypass -File {name}.restore.ps1"));
            steps.Add(new(PackStage.Verify, "Export the settings again, and have nameward read them: nameward verify.", "Get-DnsServer | Export-Clixml dns-server-after.xml"));
            steps.Add(new(PackStage.Rollback, "Set today's values again.", $"powershell -ExecutionPolicy Bypass -File {name}.rollback.ps1"));
        }
        return new(Id, Product, [.. files], [.. steps.OrderBy(step => step.Stage)], []);
    }

    static PackFile Script(ContainDocument document, string name, string what, IGrouping<HostileText, Restoration> server, Func<Restoration, string?> command)
    {
        var text = new PackText(document, "#").Head(what).Comment(Sentence.Of($"server {server.Key}")).Line("$ErrorActionPreference = 'Stop'").Lines(FindZone);
        foreach (var item in server)
        {
            RestoreText.Tell(text, item);
            if (command(item) is { } line)
            {
                text.Line(line);
            }
            else
            {
                text.Comment(Sentence.Of(IsByAnother(item, server) ? "done with the setting beside it" : item.Good is null ? "by hand: no good value is known" : "by hand: no command can say it"));
            }
        }
        return text.As(name);
    }

    /// <summary>A list of forwarders whose other property has the value: one command sets both.</summary>
    static bool IsByAnother(Restoration item, IEnumerable<Restoration> all) =>
        item.Kind is ConfigurationKind.Forwarders or ConfigurationKind.Zone && all.Any(other => !ReferenceEquals(other, item) && other.Kind is ConfigurationKind.Forwarders or ConfigurationKind.Zone && other.Object == item.Object && other.Good is not null);
}
