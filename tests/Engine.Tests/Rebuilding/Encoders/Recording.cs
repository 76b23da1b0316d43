using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Tests.Rebuilding.Encoders;

/// <summary>Messages of one client and its channel, in the order in which a capture would hold them, and what can happen to them on the way.</summary>
sealed class Recording
{
    static readonly Endpoint Client = new(Address.FromV4(0x0A000007), 40000), Server = new(Address.FromV4(0xC6336435), 53);
    static readonly DateTime Start = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);

    readonly List<Line> _lines = [];

    /// <summary>Labels below the zone, dots between them and any byte in them, as Latin-1.</summary>
    public void Ask(string labels, ushort type) => _lines.Add(new(labels, type, null));

    /// <summary>Records that come back for a question.</summary>
    public void Answer(string labels, ushort type, params (ushort Type, byte[] Data)[] records) => _lines.Add(new(labels, type, records));

    /// <summary>Loses messages, doubles them and swaps neighbours, each with this chance in a thousand; the first and the last few stay as they are.</summary>
    public void Damage(Random random, int chance, int spared = 8)
    {
        for (var i = _lines.Count - 1 - spared; i >= 0; i--)
        {
            if (random.Next(1000) < chance)
            {
                _lines.RemoveAt(i);
            }
            else if (random.Next(1000) < chance)
            {
                _lines.Insert(i + random.Next(3), _lines[i]);
            }
            else if (random.Next(1000) < chance)
            {
                (_lines[i], _lines[i + 1]) = (_lines[i + 1], _lines[i]);
            }
        }
    }

    /// <summary>Changes the case of letters in names, as resolvers do that mark their queries so.</summary>
    public void ChangeCase(Random random)
    {
        var cased = new Dictionary<string, string>();
        for (var i = 0; i < _lines.Count; i++)
        {
            var labels = _lines[i].Labels;
            if (!cased.TryGetValue(labels, out var other))
            {
                cased.Add(labels, other = string.Concat(labels.Select(c => char.IsAsciiLetter(c) && random.Next(2) == 0 ? (char)(c ^ 0x20) : c)));
            }
            _lines[i] = _lines[i] with { Labels = other };
        }
    }

    /// <summary>The transcript, a message each hundredth of a second.</summary>
    /// <param name="answers">Whether what came back is in it.</param>
    public Transcript Transcript(bool answers = true)
    {
        var transcript = new Transcript(new SuspectPair(Client.Address, [Names.Wire(Talk.Zone)]));
        var writer = new BatchWriter(new Sink(transcript));
        writer.Begin(new(0, 0), 1);
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i];
            var message = new DnsMessage
            {
                At = new(0, i + 1),
                Time = Start.AddMilliseconds(i * 10),
                Sides = line.Records is null ? Sides.Query : Sides.Response,
                Transport = Transport.Udp,
                Client = Client,
                Server = Server,
                Type = line.Type,
            };
            if (line.Records is null)
            {
                writer.Message(message, Wire(line.Labels), []);
            }
            else if (answers)
            {
                var records = new ResourceRecordWriter();
                foreach (var (type, data) in line.Records)
                {
                    records.Add(Section.Answer, type, 0, [], data);
                }
                writer.Message(message with { Rcode = 0, ShowsAnswers = true }, Wire(line.Labels), records.Written);
            }
        }
        writer.Flush();
        return transcript;
    }

    static byte[] Wire(string labels)
    {
        var wire = new List<byte>();
        foreach (var label in labels.Split('.'))
        {
            wire.Add((byte)label.Length);
            wire.AddRange(Encoding.Latin1.GetBytes(label));
        }
        return [.. wire, .. Names.Wire(Talk.Zone)];
    }

    sealed record Line(string Labels, ushort Type, (ushort Type, byte[] Data)[]? Records);

    sealed class Sink(Transcript transcript) : IObservationSink
    {
        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var message in batch.Messages)
            {
                transcript.Add(message, batch);
            }
        }
    }
}
