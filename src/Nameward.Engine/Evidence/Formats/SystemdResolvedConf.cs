namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The resolvers of a Linux host as they are set: <c>resolved.conf</c> of systemd, its <c>.network</c> files, and the connections and settings of NetworkManager, which have the
/// same form. The host is not named in them.
/// </summary>
public sealed class SystemdResolvedConf : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "systemd-resolved-conf",
        Number = 108,
        Title = "systemd and NetworkManager settings of resolvers",
        Source = "https://www.freedesktop.org/software/systemd/man/latest/resolved.conf.html, systemd 229 to 257; https://networkmanager.dev/docs/api/latest/nm-settings-keyfile.html, 1.0 to 1.50",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 3,
        Carries = Carries.Changes,
        Lacks = ["times", "the host's name", "servers that DHCP announces"],
        Unproven = "no real file was to be had",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        var (place, isNamed, own, foreign) = (new ResolverSections(), false, 0, 0);
        var lines = new HeadLines(head);
        while (lines.TryNext(out var line))
        {
            var parts = IniLine.Of(line);
            foreign += parts.IsNothing ? 1 : 0;
            place.Enter(parts);
            isNamed |= parts.Section.SequenceEqual("Resolve"u8);
            own += place.Of(parts.Key).IsOfConcern ? 1 : 0;
        }
        return foreign == 0 && (isNamed || own > 0) ? Likeness.Likely : own > foreign ? Likeness.Possible : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new ResolverSectionsReader();
}
