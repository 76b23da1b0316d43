using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Restoring;

/// <summary>
/// A product whose configuration is files: for each of them among the evidence a patch that takes back what no ticket approves, and one that brings today's back; what no patch can say stands in a file of comments, to be
/// set by hand.
/// </summary>
/// <param name="id">Id of the target.</param>
/// <param name="title">The product, with the version for which it is written.</param>
/// <param name="product">Whose files.</param>
/// <param name="check">A command that checks the file, of our own words.</param>
/// <param name="load">A command that loads it.</param>
sealed class RestoreFiles(string id, string title, RestoreProduct product, string? check, string? load) : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public string Product => title;

    /// <summary>Every product whose configuration is files, sorted by id.</summary>
    public static ImmutableArray<IContainmentTarget> All { get; } =
    [
        new RestoreFiles("restore-bind", "BIND 9, its configuration put back", RestoreProduct.Bind, "named-checkconf", "rndc reconfig"),
        new RestoreFiles("restore-dhcpd", "ISC DHCP 4, its configuration put back", RestoreProduct.Dhcpd, "dhcpd -t", "systemctl restart isc-dhcp-server"),
        new RestoreFiles("restore-kea", "ISC Kea 2, its configuration put back", RestoreProduct.Kea, "kea-dhcp4 -t /etc/kea/kea-dhcp4.conf", "systemctl reload kea-dhcp4-server"),
        new RestoreFiles("restore-resolv-conf", "Resolvers of Unix hosts, put back", RestoreProduct.ResolvConf, null, null),
        new RestoreFiles("restore-unbound", "Unbound 1, its configuration put back", RestoreProduct.Unbound, "unbound-checkconf", "unbound-control reload"),
    ];

    /// <inheritdoc/>
    public PackOwner Owner => product switch { RestoreProduct.Kea or RestoreProduct.Dhcpd => PackOwner.Network, RestoreProduct.ResolvConf => PackOwner.Endpoint, _ => PackOwner.Dns };

    /// <inheritdoc/>
    public bool NeedsBlocks => false;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var (files, steps) = (new List<PackFile>(), new List<PackStep>());
        var byHand = document.Restore.Items.Where(item => item.Product == product && !item.IsInPatch).ToList();
        foreach (var file in document.Restore.Files.Where(file => file.Product == product))
        {
            if (!TryPatch(document, file, files.Count / 2 + 1, files, steps))
            {
                byHand.AddRange(file.Items);
            }
        }
        if (byHand.Count > 0)
        {
            var text = new PackText(document, "#").Head($"settings of {RestoreProducts.Words(product)} to put back by hand: no patch can say them", ends: false);
            foreach (var item in byHand)
            {
                RestoreText.Tell(text.Comment(Sentence.Of($"server {item.Server}")), item);
            }
            files.Add(text.As($"{document.Label}.by-hand.txt"));
            steps.Add(new(PackStage.Apply, $"Set by hand what stands in {document.Label}.by-hand.txt. Where no good value is known, ask whoever runs the server, and look for a backup."));
        }
        if (steps.Count > 0 && load is not null)
        {
            steps.Add(new(PackStage.Apply, "Check it, and load it.", check is null ? load : $"{check} && {load}"));
        }
        return new(Id, Product, [.. files], [.. steps.OrderBy(step => step.Stage)], []);
    }

    bool TryPatch(ContainDocument document, RestoredFile file, int number, List<PackFile> files, List<PackStep> steps)
    {
        var name = PlainFileName(file.Path);
        if (UnifiedDiff.Of(name, file.Today, file.Restored) is not { } forth || UnifiedDiff.Of(name, file.Restored, file.Today) is not { } back)
        {
            return false;
        }
        var (restore, rollback) = ($"{document.Label}.{number}.restore.patch", $"{document.Label}.{number}.rollback.patch");
        files.Add(Patch(document, file, restore, "takes back what no ticket approves; see the steps in index.html", forth));
        files.Add(Patch(document, file, rollback, "brings today's configuration back; see the steps in index.html", back));
        steps.Add(new(PackStage.Log, $"See whether {restore} fits, in the folder of the file. It calls the file {name}, as the evidence does: give the server's own path before the patch where that is another.", $"patch --dry-run --binary -p0 < {restore}"));
        steps.Add(new(PackStage.Apply, "Keep a copy, and put the settings back.", $"patch --backup --binary -p0 < {restore}"));
        steps.Add(check is null ? new(PackStage.Verify, "Look at the file, and have nameward read it again: nameward verify.") : new(PackStage.Verify, "Check the file before it is loaded; then have nameward read it again: nameward verify.", check));
        steps.Add(new(PackStage.Rollback, "Bring today's settings back, and load them.", $"patch --binary -p0 < {rollback}{(load is null ? "" : $" && {load}")}"));
        return true;
    }

    static PackFile Patch(ContainDocument document, RestoredFile file, string name, string what, byte[] patch)
    {
        var head = new PackText(document, "#").Head(what, ends: false).Comment(Sentence.Of($"file {file.Path}"));
        foreach (var item in file.Items)
        {
            RestoreText.Tell(head, item);
        }
        return new(name, [.. head.As(name).Content, .. patch]);
    }

    /// <summary>The last part of a path, where that is plain: it names no other folder and is no option.</summary>
    static string PlainFileName(HostileText path)
    {
        var name = path.Raw[(path.Raw.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        return name.Length is > 0 and <= 100 && name[0] is not ('.' or '-') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? name : "configuration";
    }
}
