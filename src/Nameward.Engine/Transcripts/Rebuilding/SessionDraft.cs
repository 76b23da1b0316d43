using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>A session while a decoder takes it from a conversation: what was said, what was carried, and what is known of the rest.</summary>
sealed class SessionDraft(Conversation conversation, string key)
{
    /// <summary>Most lines of one transcript.</summary>
    public const int MostEvents = 20_000;

    const int MostFiles = 1000;

    // Nothing is read with more certainty than that.
    const double AlmostSure = 0.999999;

    readonly List<SessionEvent> _events = [];
    readonly List<(string Stem, Way? Way, byte[] Content)> _files = [];
    readonly Dictionary<string, Sentence> _notes = [];
    readonly HashSet<int> _questions = [];
    readonly SortedDictionary<long, (long Up, long Down)> _carried = [];
    readonly SortedDictionary<long, (long Up, long Down)> _shown = [];
    readonly Dictionary<Endpoint, int> _servers = [];
    readonly SessionZones _zones = new();
    UInt128 _low, _high;
    long _labelBytes, _rawBytes, _answerBytes, _moreEvents, _filesLeft;

    /// <summary>What the tool calls it; empty where it has one session only.</summary>
    public string Key { get; } = key;

    /// <summary>What went up.</summary>
    public SessionSide Up { get; } = new();

    /// <summary>What came down.</summary>
    public SessionSide Down { get; } = new();

    /// <summary>In which encodings the bytes were, words of ours: "base128 up, raw down".</summary>
    public string Codec { get; set; } = "";

    /// <summary>How sure the decoder is that it read this as it was meant, where that is less than that the tool is the right one.</summary>
    public double Certainty { get; set; } = 1;

    /// <summary>What the session is, where no tool is named: "numbered chunks of hexadecimal"; words of ours.</summary>
    public string? Looks { get; set; }

    /// <summary>What it shows of its log-in, where another session may be a part of this one.</summary>
    public SessionLogIn? LogIn { get; set; }

    /// <summary>First message, UTC; null where none carries a time.</summary>
    public DateTime? First { get; private set; }

    /// <summary>Last message, UTC.</summary>
    public DateTime? Last { get; private set; }

    /// <summary>Number of the first message of the conversation that belongs to it; what sessions are ordered by.</summary>
    public int FirstMessage { get; private set; } = int.MaxValue;

    /// <summary>One direction.</summary>
    public SessionSide this[Way way] => way == Way.Up ? Up : Down;

    /// <summary>Takes a question and what came back for it into the session. Every transaction of a session must be, once or more often.</summary>
    public void Take(in Transaction transaction)
    {
        if (!_questions.Add(transaction.First))
        {
            return;
        }
        FirstMessage = Math.Min(FirstMessage, transaction.First);
        var question = conversation.Message(transaction.First);
        See(question.Time);
        _servers[question.Server] = _servers.GetValueOrDefault(question.Server) + 1;
        _zones.Add(conversation.CanonicalApex(transaction));
        long labels = 0;
        foreach (var symbol in conversation.Text(transaction))
        {
            labels++;
            Mark(symbol);
        }
        _labelBytes += labels;
        Show(question.Time, Way.Up, labels);
        if (transaction.IsAnswered)
        {
            var answered = conversation.Message(transaction.Answer).Time;
            See(answered);
            long answer = 0;
            foreach (var record in conversation.Records(transaction))
            {
                answer += record.Section == Section.Answer ? record.Data.Length : 0;
            }
            _answerBytes += answer + transaction.AnsweredAgain;
            Show(answered, Way.Down, answer);
        }
    }

    /// <summary>Takes a message into the session that is no question and no answer.</summary>
    /// <param name="way">Which way it went.</param>
    /// <param name="message">Its number.</param>
    /// <param name="bytes">Bytes that it can have held.</param>
    public void Take(Way way, int message, long bytes)
    {
        if (!_questions.Add(message))
        {
            return;
        }
        FirstMessage = Math.Min(FirstMessage, message);
        var taken = conversation.Message(message);
        See(taken.Time);
        _servers[taken.Server] = _servers.GetValueOrDefault(taken.Server) + 1;
        (_rawBytes, _answerBytes) = way == Way.Up ? (_rawBytes + bytes, _answerBytes) : (_rawBytes, _answerBytes + bytes);
        Show(taken.Time, way, bytes);
    }

    /// <summary>Makes room for what can have come down when questions were asked again, long after and otherwise answered.</summary>
    /// <param name="bytes">Bytes of record data.</param>
    public void TakeAgain(long bytes) => _answerBytes += bytes;

    /// <summary>A line of the transcript.</summary>
    /// <param name="way">Which way it went; null for what is of neither.</param>
    /// <param name="message">Number of the message that it was in.</param>
    /// <param name="what">What was said.</param>
    /// <param name="bytes">Bytes of content in it.</param>
    public void Tell(Way? way, int message, Sentence what, long bytes = 0)
    {
        if (_events.Count >= MostEvents)
        {
            _moreEvents++;
            return;
        }
        var at = conversation.Message(message);
        _events.Add(new(at.Time == DateTime.MinValue ? null : at.Time, way, what, bytes, at.At));
    }

    /// <summary>Bytes of content that a message carried, for the plot: those alone that are new.</summary>
    public void Carry(Way way, int message, long bytes) => Add(_carried, conversation.Message(message).Time, way, bytes);

    /// <summary>Something else that must be known, once for each id.</summary>
    public void Note(string id, Sentence note) => _notes.TryAdd(id, note);

    /// <summary>Content that is a file of its own, beside the two streams.</summary>
    /// <param name="stem">Our own name for it: letters, digits and "-".</param>
    /// <param name="way">Which way it went; null for what holds both.</param>
    /// <param name="content">The bytes.</param>
    public void AddFile(string stem, Way? way, byte[] content)
    {
        if (_files.Count < MostFiles)
        {
            _files.Add((stem, way, content));
        }
        else
        {
            _filesLeft++;
        }
    }

    /// <summary>The session as it is known now.</summary>
    public RebuiltSession Finish(string? tool, string title, double certainty)
    {
        Up.Capacity = (long)Math.Ceiling(_labelBytes * Math.Log2(Math.Max(2, (double)(UInt128.PopCount(_low) + UInt128.PopCount(_high)))) / 8) + _rawBytes;
        Down.Capacity = _answerBytes;
        if (!conversation.ShowsAnswers)
        {
            Down.IsReadable = false;
            Note("no-answers", Sentence.Of("this evidence shows no answers: what came down is not known"));
        }
        if (_filesLeft > 0)
        {
            Note("files", Sentence.Of($"{_filesLeft} more pieces of content are not written as files"));
        }
        if (_zones.Told is { } zones)
        {
            Note("zones", zones);
        }
        foreach (var (way, name) in new[] { (Way.Up, "up"), (Way.Down, "down") })
        {
            if (this[way].Stream.Contradicted is > 0 and var bytes)
            {
                Note("contradicted-" + name, Sentence.Of($"{bytes} bytes {name} came again and said something else; what came first is told"));
            }
            if (this[way].Stream.Left is > 0 and var left)
            {
                Note("left-" + name, Sentence.Of($"{left} bytes {name} were too many to keep"));
            }
        }
        return new()
        {
            Client = conversation.Message(FirstMessage).Client.Address,
            Apex = _zones.Most,
            Server = _servers.OrderByDescending(server => server.Value).ThenBy(server => server.Key.Address).ThenBy(server => server.Key.Port).First().Key,
            Tool = tool,
            Title = Looks is { } looks && tool is null ? looks : title,
            Key = Key,
            Certainty = Math.Round(Math.Min(certainty * Certainty, AlmostSure), 6),
            Codec = Codec,
            First = First,
            Last = Last,
            Queries = _questions.Count,
            Up = Up.Finish(),
            Down = conversation.ShowsAnswers ? Down.Finish() : Down.Finish() with { High = null },
            Events = [.. _events.Select((told, index) => (told, index)).OrderBy(line => line.told.Time ?? DateTime.MinValue).ThenBy(line => line.index).Select(line => line.told)],
            MoreEvents = _moreEvents,
            Timeline = Timeline(),
            Files = Files(),
            Notes = [.. _notes.Values],
            LogIn = LogIn,
        };
    }

    ImmutableArray<RebuiltFile> Files()
    {
        var files = new List<RebuiltFile>();
        foreach (var (stream, name) in new[] { (Up.Stream, "up"), (Down.Stream, "down") })
        {
            if (stream.Kept > 0)
            {
                files.Add(RebuiltFile.Of(name, stream.Content()));
            }
        }
        files.AddRange(_files.Select(file => RebuiltFile.Of(file.Way is { } way ? $"{file.Stem}-{(way == Way.Up ? "up" : "down")}" : file.Stem, file.Content)));
        return [.. files];
    }

    SessionTimeline? Timeline()
    {
        var counted = _carried.Count > 0 ? _carried : _shown;
        if (counted.Count == 0)
        {
            return null;
        }
        long first = _shown.Count > 0 ? Math.Min(_shown.Keys.First(), counted.Keys.First()) : counted.Keys.First(), last = Math.Max(counted.Keys.Last(), _shown.Count > 0 ? _shown.Keys.Last() : 0);
        var interval = Intervals.For(last - first);
        var from = first / interval * interval;
        var up = new long[Math.Min((last - from) / interval + 1, 4000)];
        var down = new long[up.Length];
        foreach (var (second, bytes) in counted)
        {
            var at = Math.Min((second - from) / interval, up.Length - 1);
            up[at] += bytes.Up;
            down[at] += bytes.Down;
        }
        return new(DateTime.UnixEpoch.AddSeconds(from), interval, [.. up], [.. down]);
    }

    void See(DateTime time)
    {
        if (time != DateTime.MinValue)
        {
            First = First is null || time < First ? time : First;
            Last = Last is null || time > Last ? time : Last;
        }
    }

    void Show(DateTime time, Way way, long bytes) => Add(_shown, time, way, bytes);

    static void Add(SortedDictionary<long, (long Up, long Down)> counts, DateTime time, Way way, long bytes)
    {
        if (time == DateTime.MinValue)
        {
            return;
        }
        var second = (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        var (up, down) = counts.GetValueOrDefault(second);
        counts[second] = way == Way.Up ? (up + bytes, down) : (up, down + bytes);
    }

    void Mark(byte symbol)
    {
        if (symbol < 128)
        {
            _low |= UInt128.One << symbol;
        }
        else
        {
            _high |= UInt128.One << (symbol - 128);
        }
    }
}
