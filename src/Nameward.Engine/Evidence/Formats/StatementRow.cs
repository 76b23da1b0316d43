using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The statements about configuration that one record makes, filled by whoever reads the record. Their texts are put together in one buffer, where what several of
/// them share stands once. One belongs to one reader; its buffers are used again.
/// </summary>
sealed class StatementRow
{
    /// <summary>Most statements of one record; clouds take at most 1,000 changes in one request.</summary>
    const int Most = 4096;

    /// <summary>Why a record is malformed that makes more.</summary>
    public const string TooMany = "the record makes more than 4,096 statements";

    byte[] _text = new byte[1024];
    ConfigurationChange[] _made = new ConfigurationChange[4];
    DateTime _time;
    int _used;

    /// <summary>Statements made since <see cref="Begin"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the record made more statements than are kept of one.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>The server or host that all of them are about.</summary>
    public Slice Host { get; set; }

    /// <summary>Who did it.</summary>
    public Slice Actor { get; set; }

    /// <summary>Where the text begins that is appended next.</summary>
    public int Start => _used;

    /// <summary>Starts the next record.</summary>
    /// <param name="time">When it was written, UTC.</param>
    public void Begin(DateTime time)
    {
        _time = time;
        (_used, Count, IsOverfull, Host, Actor) = (0, 0, false, default, default);
    }

    /// <summary>Appends text, of which <see cref="Since"/> makes one.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        if (_used + text.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_used + text.Length, 2 * _text.Length));
        }
        text.CopyTo(_text.AsSpan(_used));
        _used += text.Length;
    }

    /// <summary>Appends one byte.</summary>
    public void Append(byte c) => Append([c]);

    /// <summary>Appends <c>, </c> where something stands already behind a place.</summary>
    public void AppendComma(int start)
    {
        if (_used > start)
        {
            Append(", "u8);
        }
    }

    /// <summary>Takes back what was appended since a place.</summary>
    public void Forget(int start) => _used = start;

    /// <summary>All that was appended since a place.</summary>
    public Slice Since(int start) => new(start, _used - start);

    /// <summary>Keeps a text; one that stands for nothing is empty.</summary>
    public Slice Keep(ReadOnlySpan<byte> text)
    {
        var start = _used;
        text = text.Trim(" \t\r\n"u8);
        Append(text is [(byte)'-'] ? [] : text);
        return Since(start);
    }

    /// <summary>A text that was kept; valid until more is appended.</summary>
    public ReadOnlySpan<byte> Text(Slice text) => _text.AsSpan(text.Start, text.Length);

    /// <summary>Makes a statement.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="act">What was done.</param>
    /// <param name="of">What it was done to.</param>
    /// <param name="property">Which property of that.</param>
    /// <param name="old">The value before.</param>
    /// <param name="value">The value after.</param>
    public void Add(ConfigurationKind kind, ConfigurationAct act, Slice of, Slice property, Slice old, Slice value)
    {
        if (Count == Most)
        {
            IsOverfull = true;
            return;
        }
        if (Count == _made.Length)
        {
            Array.Resize(ref _made, 2 * Count);
        }
        _made[Count] = new() { Time = _time, Kind = kind, Act = act, Continues = Count > 0, Object = of, Property = property, Old = old, New = value };
        Count++;
    }

    /// <summary>Makes a statement whose value is the one before where it tells of something that ceased to be, and else the one after.</summary>
    public void Add(ConfigurationKind kind, ConfigurationAct act, Slice of, Slice property, Slice value) =>
        Add(kind, act, of, property, act == ConfigurationAct.Removed ? value : default, act == ConfigurationAct.Removed ? default : value);

    /// <summary>Hands all of them over, where there are any: else the record is of no concern.</summary>
    /// <param name="offset">Where the record begins.</param>
    /// <param name="rows">Takes them.</param>
    public LineResult Finish(long offset, IBatchWriter rows)
    {
        if (IsOverfull)
        {
            return LineResult.Malformed(TooMany);
        }
        End(offset, rows);
        return Count == 0 ? LineResult.Ignored : LineResult.Observed;
    }

    /// <summary>Hands all of them over.</summary>
    /// <param name="offset">Where the record begins.</param>
    /// <param name="rows">Takes them.</param>
    public void End(long offset, IBatchWriter rows)
    {
        foreach (ref readonly var made in _made.AsSpan(0, Count))
        {
            rows.Change(made with { At = new(0, offset) }, new()
            {
                Host = Text(Host),
                Actor = Text(Actor),
                Object = Text(made.Object),
                Property = Text(made.Property),
                Old = Text(made.Old),
                New = Text(made.New),
            });
        }
    }
}
