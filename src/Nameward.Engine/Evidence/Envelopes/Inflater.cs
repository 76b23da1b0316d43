using System.IO.Compression;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// Unpacks deflate data through System.IO.Compression, and says where and why it ends. A step of the library (.NET 10) that meets damage gives nothing of what it
/// unpacked before it; so that step is made again, from the head of the member on and byte by byte: of damaged data all bytes are given but at most one.
/// </summary>
/// <param name="input">The packed bytes.</param>
/// <param name="packing">What stands around them.</param>
/// <param name="stepBytes">The most that one step gives.</param>
sealed class Inflater(PackedInput input, Packing packing, int stepBytes = Inflater.UsualStepBytes) : IDisposable
{
    const int UsualStepBytes = 64 << 10;

    readonly byte[] _step = new byte[stepBytes];
    PackedFeed _feed = new(input, packing);
    Stream? _stream;
    bool _isCareful;

    /// <summary>How far it is.</summary>
    public InflateState State { get; private set; }

    /// <summary>Where the member begins that is being unpacked, or the data where there are no members.</summary>
    public long Member => _feed.Member;

    /// <summary>
    /// Where the packed data ends, cut, damaged or whole: behind the first byte that shows it, or, where to look again was too much work, at most one piece before.
    /// </summary>
    public long EndsAt => _isCareful && State != InflateState.Followed ? input.Position : _feed.Piece;

    /// <summary>Begins where the input stands.</summary>
    public void Begin()
    {
        _feed = new(input, packing);
        (State, _isCareful) = (InflateState.Going, false);
        Open();
    }

    /// <summary>Begins where the input stands and takes one byte after the other, so that the input ends right behind the data.</summary>
    public void BeginCarefully()
    {
        Begin();
        (_isCareful, _feed.SinglyFrom) = (true, 0);
    }

    /// <summary>The next bytes, valid until the next call; none at the end.</summary>
    public ReadOnlyMemory<byte> Step()
    {
        var (sure, good) = (_feed.Piece, _feed.Unpacked);
        var count = _isCareful ? ReadSingly() : Read(_step);
        if (!_isCareful && State is InflateState.Damaged or InflateState.Followed)
        {
            count = ReadAgain(sure, good);
        }
        return _step.AsMemory(0, count);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    void Open()
    {
        _stream?.Dispose();
        _stream = packing == Packing.Gzip ? new GZipStream(_feed, CompressionMode.Decompress) : new DeflateStream(_feed, CompressionMode.Decompress);
    }

    int Read(Span<byte> to)
    {
        if (State != InflateState.Going)
        {
            return 0;
        }
        try
        {
            var count = _stream!.Read(to);
            State = StateBehind(count);
            count = _feed.IsPastEnd ? 0 : count;
            _feed.Unpacked += count;
            return count;
        }
        catch (InvalidDataException)
        {
            State = _feed.IsPastEnd ? InflateState.Cut : InflateState.Damaged;
            return 0;
        }
    }

    InflateState StateBehind(int count)
    {
        var isGzip = packing == Packing.Gzip;
        if (_feed.IsPastEnd)
        {
            return isGzip && count == 0 && !_feed.IsOverdrawn ? InflateState.Whole : InflateState.Cut;
        }
        return count > 0 ? InflateState.Going : isGzip ? InflateState.Followed : InflateState.Whole;
    }

    int ReadSingly()
    {
        var count = 0;
        for (var more = 1; more > 0 && count < _step.Length; count += more)
        {
            more = Read(_step.AsSpan(count, 1));
        }
        return count;
    }

    int ReadAgain(long sure, long good)
    {
        if (!_feed.TryGoBack())
        {
            return 0;
        }
        _feed.SinglyFrom = sure;
        (State, _isCareful) = (InflateState.Going, true);
        Open();
        while (_feed.Unpacked < good && State == InflateState.Going)
        {
            Read(_step.AsSpan(0, (int)Math.Min(_step.Length, good - _feed.Unpacked)));
        }
        return ReadSingly();
    }
}
