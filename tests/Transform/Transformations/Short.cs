using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Transform.Transformations;

/// <summary>
/// A channel that keeps its names short: what the labels before the subject hold is cut in pieces of so many bytes, each asked in a query of its own. The last
/// piece gets the answer that was, those before it an empty one.
/// </summary>
/// <param name="bytes">Bytes of a piece.</param>
sealed class Short(int bytes) : ITransformation
{
    static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"short {bytes}");

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random)
    {
        var session = recording.Session;
        return recording.With(session.SelectMany((exchange, index) =>
            Cut(exchange, recording, index + 1 < session.Length ? session[index + 1].Start - exchange.Start : LongestStep)));
    }

    /// <summary>The exchanges that one becomes, spread over the pause behind it.</summary>
    IEnumerable<Exchange> Cut(Exchange exchange, Recording recording, TimeSpan pause)
    {
        var name = exchange.Messages[0].Name;
        var subject = recording.Subjects.Select(subject => WireNames.StartOf(name, subject)).Max();
        var held = subject > 0 ? WireNames.LabelBytes(name, subject).Length : 0;
        var pieces = Math.Max(1, (held + bytes - 1) / bytes);
        if (pieces == 1)
        {
            return [exchange];
        }
        var step = pause < LongestStep * pieces ? pause / pieces : LongestStep;
        return Enumerable.Range(0, pieces).Select(piece => exchange.Each(message => Piece(message, subject, piece, pieces)).StartingAt(exchange.Start + step * piece));
    }

    Message Piece(Message message, int subject, int piece, int pieces)
    {
        var held = WireNames.LabelBytes(message.Name, subject);
        var part = held[(piece * bytes)..Math.Min(held.Length, (piece + 1) * bytes)];
        return message with
        {
            Row = message.Row with { Id = (ushort)(message.Row.Id + piece) },
            Name = [(byte)part.Length, .. part, .. message.Name[subject..]],
            Answers = piece == pieces - 1 ? Records.Each(message.Answers, (record, writer) => Add(record, writer, message.Name)) : [],
        };
    }

    /// <summary>A record of the name that was asked is now one of the piece.</summary>
    static void Add(ResourceRecord record, ResourceRecordWriter writer, byte[] name) =>
        writer.Add(record.Section, record.Type, record.Ttl, WireNames.StartOf(record.Owner, name) == 0 ? [] : record.Owner, record.Data);
}
