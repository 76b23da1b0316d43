using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The names that a host knows by a file of its own (<c>/etc/hosts</c>, <c>%SystemRoot%\System32\drivers\etc\hosts</c>), before it asks any server. The host is not named in it.
/// Lists of blocked names have the same form; without an entry for the host they are none, and of a file that holds one the first of them are told.
/// </summary>
public sealed class HostsFile : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "hosts-file",
        Number = 107,
        Title = "Hosts file",
        Source = "https://man7.org/linux/man-pages/man5/hosts.5.html; any Unix, macOS and Windows",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 2,
        Carries = Carries.Changes,
        Lacks = ["times", "the host's name"],
        Unproven = "of real files that of a container alone was to be had",
    };

    /// <inheritdoc/>
    /// <remarks>Nearly all lines are of it. An entry for the host itself stands in nearly every one, in that of Windows as a comment.</remarks>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        var (entries, foreign, somewhere, hasLocal) = (0, 0, false, false);
        var lines = new HeadLines(head);
        while (lines.TryNext(out var line))
        {
            if (line is [(byte)'#', ..])
            {
                hasLocal |= HostsLine.Of(line.Trim("# \t"u8)).IsLocal;
                continue;
            }
            var entry = HostsLine.Of(line);
            var isEntry = !entry.Address.IsEmpty;
            entries += isEntry ? 1 : 0;
            foreign += isEntry || entry.IsBlank ? 0 : 1;
            somewhere |= isEntry && !entry.LeadsNowhere;
            hasLocal |= entry.IsLocal;
        }
        return Weigh(entries, foreign, somewhere, hasLocal);
    }

    static Likeness Weigh(int entries, int foreign, bool somewhere, bool hasLocal)
    {
        const int MostForeign = 8;
        if (foreign == 0 && hasLocal)
        {
            return Likeness.Likely;
        }
        return entries > 1 && (hasLocal || somewhere) && entries > MostForeign * foreign ? Likeness.Possible : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new Reader();

    /// <summary>Of what came before a line it matters alone how many names led nowhere.</summary>
    sealed class Reader : LineReader
    {
        /// <summary>Names that lead nowhere and are told: those of a list that somebody put into the file would leave no room for what matters.</summary>
        const int MostBlocked = 1024;

        int _blocked;

        // Made when first read with: what is forked is kept for each block of a source.
        SettingText Name => field ??= new();

        public Reader()
        {
        }

        Reader(Reader other)
            : base(other) => _blocked = other._blocked;

        public override IRecordReader Fork() => new Reader(this);

        protected override void SkimLines(ReadOnlySpan<byte> lines)
        {
            while (!lines.IsEmpty && _blocked <= MostBlocked)
            {
                var line = TextWords.TakeUntil(ref lines, (byte)'\n');
                if (!IsLong(line.Length))
                {
                    Count(HostsLine.Of(WithoutReturn(line)));
                }
            }
        }

        void Count(in HostsLine entry) => _blocked += entry.LeadsNowhere && _blocked <= MostBlocked ? 1 : 0;

        protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
        {
            var entry = HostsLine.Of(line);
            if (entry.Address.IsEmpty)
            {
                return entry.IsBlank ? LineResult.Ignored : LineResult.Malformed("no line of a hosts file");
            }
            Count(entry);
            var names = _blocked > MostBlocked && entry.LeadsNowhere ? [] : entry.Names;
            var said = 0;
            while (!names.IsEmpty)
            {
                var name = HostsLine.Take(ref names);
                if (entry.IsOfStandard && HostsLine.IsStandard(name))
                {
                    continue;
                }
                rows.Change(new() { At = new(0, offset), Kind = ConfigurationKind.HostNames, Act = ConfigurationAct.Stands, Continues = said++ > 0 },
                    new() { Object = Name.Clear().AddName(name).Written, New = entry.Address });
            }
            return said > 0 ? LineResult.Observed : LineResult.Ignored;
        }
    }
}
