using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// What one agent of Saitama did (fox-it/saitama-server, beacon.py): it greets and gets its number; it says that it is there and gets the size of a task, or
/// none; it receives the task, four bytes in each address; it sends the result in base32, its size before the first bytes. Positions count bytes.
/// </summary>
sealed class SaitamaAgent(Conversation conversation, SessionDrafts sessions, int number)
{
    const int PositionDigits = 3, AnswerBytes = 4;
    const byte PackedResult = 61, PackedCommand = 71, PackedFile = 96;

    /// <summary>Twenty letters of base32 are twelve bytes.</summary>
    const int UsualBytes = 12;

    readonly byte[] _name = SaitamaName.Text(number);
    readonly WrappingCounter _counter = new(SaitamaName.Counters);
    readonly SortedDictionary<long, (Transaction Transaction, byte[] Text)> _said = [];
    readonly SessionDraft _session = sessions.Of($"agent {number}");
    Piece? _task, _result;
    int _polls, _firstPoll, _files;

    /// <summary>What the server calls it.</summary>
    public int Number => number;

    /// <summary>Whether an unshuffled text is this agent's.</summary>
    public bool Says(ReadOnlySpan<byte> text) => text.SequenceEqual(_name)
        || (text.Length >= 1 + _name.Length + PositionDigits && text[0] is (byte)'b' or (byte)'c' or (byte)'d' && text[1..].StartsWith(_name) && !text.Contains((byte)0)
            && (text[0] != 'c' || text.Length == 1 + _name.Length + PositionDigits));

    /// <summary>How far a counter is from the last one of the agent, in either direction.</summary>
    public int Step(int counter)
    {
        if (_counter.Last is not { } last)
        {
            return 0;
        }
        var step = (int)((((counter - last) % SaitamaName.Counters) + SaitamaName.Counters) % SaitamaName.Counters);
        return Math.Min(step, SaitamaName.Counters - step);
    }

    /// <summary>A name of the agent.</summary>
    public void Add(in Transaction transaction, int counter, byte[] text)
    {
        _session.Take(transaction);
        if (!_said.TryAdd(_counter.Count(counter), (transaction, text)))
        {
            _session.Note("counters", Sentence.Of("some names have the counter of another and say something else; what came first is told"));
        }
    }

    /// <summary>Tells what was said, in the order of the counters.</summary>
    public void Finish()
    {
        foreach (var (transaction, text) in _said.Values)
        {
            var rest = text.AsSpan(Math.Min(text.Length, 1 + _name.Length));
            if (text.AsSpan().SequenceEqual(_name))
            {
                AskForWork(transaction);
            }
            else if (text[0] == 'a')
            {
                Greet(transaction, text);
            }
            else
            {
                Exchange(transaction, text[0], rest);
            }
        }
        Close(Way.Down);
        Close(Way.Up);
        if (_polls > 0)
        {
            _session.Tell(null, _firstPoll, Sentence.Of($"{_polls} questions for work, from here on, of which no answer told of any"));
        }
        _session.Codec = "shuffled base32 up, addresses down";
        Miss();
    }

    void Greet(in Transaction transaction, byte[] text)
    {
        _session.Tell(Way.Up, transaction.First, Sentence.Of($"greets: \"{Excerpt.Text(text.AsSpan(1))}\""));
        if (Address(transaction) is { Length: AnswerBytes } answer)
        {
            _session.Tell(Way.Down, transaction.Answer, Sentence.Of($"it is agent {answer[3]}"));
        }
    }

    void AskForWork(in Transaction transaction)
    {
        Close(Way.Up);
        Close(Way.Down);
        var size = Address(transaction) is { Length: AnswerBytes } answer ? (int)(BinaryPrimitives.ReadUInt32BigEndian(answer) & 0xFFFFFF) : 0;
        if (size == 0)
        {
            _firstPoll = _polls++ == 0 ? transaction.First : _firstPoll;
            return;
        }
        _session.Tell(Way.Down, transaction.Answer, Sentence.Of($"a task of {size} bytes"));
        _task = new(_session.Down.Stream.End, size);
        _session.Down.Stream.GoesTo(_task.From + size);
    }

    /// <summary>A piece of a task that is received, or of a result that is sent.</summary>
    void Exchange(in Transaction transaction, byte kind, ReadOnlySpan<byte> rest)
    {
        var position = SaitamaName.Number(rest[..PositionDigits]);
        rest = rest[PositionDigits..];
        if (position < 0)
        {
            return;
        }
        if (kind == 'c')
        {
            Receive(transaction, position);
            return;
        }
        Close(Way.Down);
        if (position == 0 && rest.Length >= PositionDigits)
        {
            Close(Way.Up);
            _result = new(_session.Up.Stream.End, SaitamaName.Number(rest[..PositionDigits]));
            _session.Up.Stream.GoesTo(_result.From + Math.Max(0, _result.Size ?? 0));
            rest = rest[PositionDigits..];
        }
        _result ??= Unknown(Way.Up);
        Put(Way.Up, _result, transaction.First, position, SymbolCodec.Base32.Decode(rest));
    }

    void Receive(in Transaction transaction, int position)
    {
        Close(Way.Up);
        if (_task is null || (position == 0 && _task.Last >= 0))
        {
            Close(Way.Down);
            _task = Unknown(Way.Down);
        }
        if (Address(transaction) is { Length: AnswerBytes } answer)
        {
            Put(Way.Down, _task, transaction.Answer, position, answer);
        }
    }

    Piece Unknown(Way way)
    {
        _session[way].MissingBesides = null;
        _session.Note(way == Way.Up ? "size-up" : "size-down", Sentence.Of(way == Way.Up ? "the size of a result is not in the evidence: it may be longer than told" : "the size of a task is not in the evidence: letters behind its end may be told with it"));
        return new(_session[way].Stream.End, null);
    }

    void Put(Way way, Piece piece, int message, int position, ReadOnlySpan<byte> data)
    {
        if (piece.Size is { } size)
        {
            data = data[..Math.Clamp(size - position, 0, data.Length)];
        }
        _session.Carry(way, message, _session[way].Stream.Put(piece.From + position, data));
        piece.Last = message;
        piece.Content.Put(position, data);
        piece.Content.GoesTo(piece.Size ?? 0);
    }

    /// <summary>Tells a task or a result that is over.</summary>
    void Close(Way way)
    {
        var piece = way == Way.Up ? _result : _task;
        (_result, _task) = (way == Way.Up ? null : _result, way == Way.Up ? _task : null);
        if (piece is not { Last: >= 0 })
        {
            return;
        }
        // What is packed can be read up to the first gap only.
        var isPacked = piece.Content.Head(1) is [var kind] && (way == Way.Up ? kind == PackedResult : kind is PackedCommand or PackedFile);
        var whole = isPacked ? piece.Content.Head(int.MaxValue) : piece.Content.Content();
        var missing = piece.Content.Missing > 0 || piece.Content.Start > 0 ? Sentence.Of($"; {piece.Content.Missing + piece.Content.Start} bytes of it are missing") : Sentence.Of("");
        if (piece.Content.Start > 0)
        {
            _session.Tell(way, piece.Last, Sentence.Of($"{whole.Length} bytes of a {(way == Way.Up ? "result" : "task")}{missing}"), whole.Length);
            return;
        }
        _session.Tell(way, piece.Last, Sentence.Of($"{(way == Way.Up ? Result(whole) : Task(whole))}{missing}"), whole.Length);
    }

    // enum TaskTypes in beacon.py, after the sample.
    Sentence Task(byte[] task) => task switch
    {
        [70, .. var command] => Sentence.Of($"run {Excerpt.Of(command)}"),
        [PackedCommand, .. var packed] => Sentence.Of($"run {Excerpt.Of(Unpacked(packed))}"),
        [43, .. var command] => Sentence.Of($"run the built-in command {Excerpt.Of(command)}"),
        [95, .. var file] => Sentence.Of($"write a file, {Add(Way.Down, file)}"),
        [PackedFile, .. var packed] => Sentence.Of($"write a file, {Add(Way.Down, Unpacked(packed))}"),
        [var kind, .. var rest] => Sentence.Of($"a task of kind {kind}, which is not known: {Excerpt.Of(rest)}"),
        _ => Sentence.Of("an empty task"),
    };

    Sentence Result(byte[] result)
    {
        var content = result is [PackedResult, .. var packed] ? Unpacked(packed) : result[Math.Min(1, result.Length)..];
        return Sentence.Of($"result {Add(Way.Up, content)} of {content.Length} bytes: {Excerpt.Of(content)}");
    }

    byte[] Unpacked(byte[] packed)
    {
        var unpacked = Inflated.Of(packed);
        if (unpacked.IsTooMuch)
        {
            _session.Note("bomb", Sentence.Of($"something unpacks to more than {Inflated.MostBytes >> 20} MB; the rest is left out"));
        }
        if (unpacked.IsDamaged)
        {
            _session.Note("damaged", Sentence.Of("something packed is damaged and is told up to there"));
        }
        return unpacked.Content;
    }

    string Add(Way way, byte[] content)
    {
        var name = $"{(way == Way.Up ? "result" : "task")}-{++_files}";
        _session.AddFile(name, way, content);
        return name;
    }

    /// <summary>Counters that no name has: what was in these names is told by the positions where it can be, and else it is not known.</summary>
    void Miss()
    {
        var (missing, runs, before) = (0L, 0, _said.Keys.FirstOrDefault() - 1);
        foreach (var counter in _said.Keys)
        {
            missing += counter - before - 1;
            runs += counter > before + 1 ? 1 : 0;
            before = counter;
        }
        if (runs == 0)
        {
            return;
        }
        _session.Note("missing", Sentence.Of($"{missing} names are missing by their counters, in {runs} runs: they may be under other domains"));
        foreach (var (side, bytes) in new[] { (_session.Up, UsualBytes), (_session.Down, AnswerBytes) })
        {
            if (side.Stream.Gaps == 0)
            {
                side.GapsBesides = runs;
                side.MissingBesides += missing * bytes;
            }
        }
    }

    byte[] Address(in Transaction transaction)
    {
        foreach (var record in conversation.Records(transaction))
        {
            if (record is { Section: Section.Answer, Type: RecordTypes.A, Data.Length: AnswerBytes })
            {
                return record.Data.ToArray();
            }
        }
        return [];
    }

    /// <summary>A task or a result while it comes.</summary>
    /// <param name="from">Where it stands among all of its way.</param>
    /// <param name="size">Its bytes; null where they were not told.</param>
    sealed class Piece(long from, int? size)
    {
        public long From { get; } = from;
        public int? Size { get; } = size;
        public int Last { get; set; } = -1;
        public ByteStream Content { get; } = new();
    }
}
