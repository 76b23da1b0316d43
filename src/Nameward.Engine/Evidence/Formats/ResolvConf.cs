using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The resolvers of a Unix host, <c>/etc/resolv.conf</c>. The host is not named in it.</summary>
public sealed class ResolvConf : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "resolv-conf",
        Number = 106,
        Title = "Resolvers of a host, resolv.conf",
        Source = "https://man7.org/linux/man-pages/man5/resolv.conf.5.html; glibc 2.17 to 2.41, OpenBSD, macOS",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 2,
        Carries = Carries.Changes,
        Lacks = ["times", "the host's name", "what a local stub such as 127.0.0.53 asks in its turn"],
        Unproven = "of real files that of systemd alone was to be had",
    };

    /// <inheritdoc/>
    /// <remarks>One line names a server, and hardly any is of something else.</remarks>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        var (servers, others, foreign) = (0, 0, 0);
        var lines = new HeadLines(head);
        while (lines.TryNext(out var line))
        {
            var keyword = ResolvLine.Of(line, out var value);
            foreign += keyword == ResolvKeyword.Foreign ? 1 : 0;
            var isServer = keyword == ResolvKeyword.NameServer && ResolvLine.TryServer(value, out _);
            servers += isServer ? 1 : 0;
            others += keyword is ResolvKeyword.Search or ResolvKeyword.Other ? 1 : 0;
        }
        return foreign == 0 && servers > 0 ? Likeness.Likely : servers > foreign || (foreign == 0 && others > 1) ? Likeness.Possible : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new Reader();

    /// <summary>Lines have nothing to do with each other.</summary>
    sealed class Reader : LineReader
    {
        public Reader()
        {
        }

        Reader(Reader other)
            : base(other)
        {
        }

        public override IRecordReader Fork() => new Reader(this);

        protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
        {
            var keyword = ResolvLine.Of(line, out var value);
            switch (keyword)
            {
                case ResolvKeyword.Foreign:
                    return LineResult.Malformed("no line of resolv.conf");
                case ResolvKeyword.NameServer when !ResolvLine.TryServer(value, out value):
                    return LineResult.Malformed("the address of the server cannot be read");
                case ResolvKeyword.NameServer or ResolvKeyword.Search:
                    var kind = keyword == ResolvKeyword.Search ? ConfigurationKind.Other : ConfigurationKind.Resolvers;
                    rows.Change(new() { At = new(0, offset), Kind = kind, Act = ConfigurationAct.Stands },
                        new() { Property = keyword == ResolvKeyword.Search ? "search"u8 : "nameserver"u8, New = value });
                    return LineResult.Observed;
                default:
                    return LineResult.Ignored;
            }
        }
    }
}
