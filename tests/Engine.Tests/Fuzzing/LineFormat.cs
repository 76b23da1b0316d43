using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Fuzzing;

/// <summary>What a <see cref="LineFormat"/> does wrong.</summary>
enum Fault
{
    None,
    Throws,
    NeverEnds,
    LeavesTheRest,
    WaitsForLongLines,
    ConsumesTooMuch,
    DependsOnPieces,
    SkimsOtherwise,
    ForkForgets,
    WritesNoName,
    AllocatesWithoutBounds,
}

/// <summary>A small format for tests of the fuzzer: each line is one record, ignored when empty. Without a fault it keeps every promise of a reader.</summary>
sealed class LineFormat(Fault fault) : IFormat
{
    public FormatInfo Info { get; } = new() { Id = "lines", Number = 255, Title = "Lines", Source = "", Positions = PositionKind.ByteOffset, Kind = "", Tier = 3, Carries = Carries.Queries };

    public Likeness Sniff(ReadOnlySpan<byte> head) => Likeness.Possible;

    public IRecordReader Open(SourceContext source) => new Reader(fault, 0, isSkipping: false);

    sealed class Reader(Fault fault, long offset, bool isSkipping) : IRecordReader
    {
        static readonly byte[] Name = [1, .. "a"u8, 0];
        long _offset = offset;
        bool _isSkipping = isSkipping;

        public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows) => Walk(block, isLast, rows);

        public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder) => Walk(fault == Fault.SkimsOtherwise && block.Length > 1 ? block[1..] : block, isLast, null);

        public IRecordReader Fork() => new Reader(fault, fault == Fault.ForkForgets ? 0 : _offset, _isSkipping);

        int Walk(ReadOnlySpan<byte> block, bool isLast, IBatchWriter? rows)
        {
            var from = 0;
            while (block[from..].IndexOf((byte)'\n') is var length and >= 0)
            {
                Line(block.Slice(from, length), _offset + from, rows);
                from += length + 1;
            }
            if (from < block.Length && Part(block[from..], _offset + from, isLast, rows))
            {
                from = block.Length;
            }
            _offset += from;
            return fault == Fault.ConsumesTooMuch ? block.Length + 1 : from;
        }

        void Line(ReadOnlySpan<byte> line, long at, IBatchWriter? rows)
        {
            if (line.Length >= IRecordReader.LargestRecord && !_isSkipping)
            {
                rows?.Malformed(at, "the line is too long");
            }
            else if (!_isSkipping)
            {
                Record(line, at, rows);
            }
            _isSkipping = false;
        }

        /// <summary>What has no end yet: left for the next block, unless there is none or the line is too long already.</summary>
        bool Part(ReadOnlySpan<byte> line, long at, bool isLast, IBatchWriter? rows)
        {
            var isTooLong = line.Length >= IRecordReader.LargestRecord && fault != Fault.WaitsForLongLines;
            if ((isTooLong || isLast) && !_isSkipping)
            {
                rows?.Malformed(at, isTooLong ? "the line is too long" : "the last line has no end");
            }
            _isSkipping |= isTooLong;
            return _isSkipping || (isLast && fault != Fault.LeavesTheRest);
        }

        void Record(ReadOnlySpan<byte> line, long at, IBatchWriter? rows)
        {
            switch (fault)
            {
                case Fault.Throws when line.Contains((byte)0xFF):
                    throw new FormatException("a byte that nobody thought of");
                case Fault.NeverEnds when line.Contains((byte)'x'):
                    Thread.Sleep(Timeout.Infinite);
                    break;
                case Fault.DependsOnPieces:
                    at = _offset;
                    break;
                case Fault.AllocatesWithoutBounds when line.Contains((byte)'x'):
                    GC.KeepAlive(new byte[100 << 20]);
                    break;
            }
            if (line.IsEmpty)
            {
                rows?.Ignored(at);
                return;
            }
            rows?.Message(new() { At = new(0, at), Sides = Sides.Query }, fault == Fault.WritesNoName ? line : Name, []);
        }
    }
}
