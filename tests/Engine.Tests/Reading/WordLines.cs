using System.Runtime.CompilerServices;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Reading;

/// <summary>
/// A small format of the tests' own: a label on each line is observed, "#..." is ignored, "!..." is malformed, "=N" sets the type of all rows behind
/// it (state that a fork must carry), "boom" makes <see cref="Reader.Read"/> throw, "deaf" makes <see cref="Reader.Skim"/> throw, "stuck" makes it stand still.
/// </summary>
sealed class WordLines(string id = "word-lines", byte number = 200, PositionKind positions = PositionKind.ByteOffset) : IFormat
{
    public static ReadOnlySpan<byte> Magic => "=words\n"u8;

    public FormatInfo Info { get; } = new()
    {
        Id = id,
        Number = number,
        Title = "Lines of words",
        Source = "these tests",
        Positions = positions,
        Kind = "a test",
        Tier = 3,
        Carries = Carries.Queries,
        Lacks = ["everything else"],
    };

    public Likeness SniffedAs { get; init; } = Likeness.Likely;

    public Likeness Sniff(ReadOnlySpan<byte> head) => head.StartsWith(Magic) ? SniffedAs : Likeness.No;

    public IRecordReader Open(SourceContext source) => new Reader(0, 0, 0, positions);

    sealed class Reader(long offset, long line, ushort type, PositionKind positions) : IRecordReader
    {
        long _offset = offset;
        long _line = line;
        ushort _type = type;

        public IRecordReader Fork() => new Reader(_offset, _line, _type, positions);

        public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows) => Walk(block, isLast, rows);

        public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder) => block.IndexOf("\nstuck\n"u8) >= 0 ? 0 : Walk(block, isLast, null);

        int Walk(ReadOnlySpan<byte> block, bool isLast, IBatchWriter? rows)
        {
            var at = 0;
            while (at < block.Length)
            {
                var end = block[at..].IndexOf((byte)'\n');
                if (end < 0 && !isLast)
                {
                    break;
                }
                var line = end < 0 ? block[at..] : block.Slice(at, end);
                _line++;
                Take(line, rows);
                var used = line.Length + (end < 0 ? 0 : 1);
                (at, _offset) = (at + used, _offset + used);
            }
            return at;
        }

        void Take(ReadOnlySpan<byte> line, IBatchWriter? rows)
        {
            var position = positions == PositionKind.ByteOffset ? _offset : _line;
            switch (line)
            {
                case [(byte)'=', ..]:
                    _type = ushort.TryParse(line[1..], out var type) ? type : _type;
                    rows?.Ignored(position);
                    break;
                case [] or [(byte)'#', ..]:
                    rows?.Ignored(position);
                    break;
                case [(byte)'!', ..]:
                    rows?.Malformed(position, line.Length > 3 ? "long" : "short");
                    break;
                default:
                    Observe(line, position, rows);
                    break;
            }
        }

        // Seen in the stack of a fault, which shows no inlined methods.
        [MethodImpl(MethodImplOptions.NoInlining)]
        void Observe(ReadOnlySpan<byte> line, long position, IBatchWriter? rows)
        {
            if (line.SequenceEqual(rows is null ? "deaf"u8 : "boom"u8))
            {
                throw new InvalidDataException(Encoding.Latin1.GetString(line) + " secret.example");
            }
            Span<byte> name = [(byte)Math.Min(63, line.Length), .. line[..Math.Min(63, line.Length)], 0];
            var row = new DnsMessage { At = new(-1, position), Sides = Sides.Query, Type = _type, Time = new DateTime(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc).AddSeconds(line.Length) };
            rows?.Message(row, name, []);
        }
    }
}
