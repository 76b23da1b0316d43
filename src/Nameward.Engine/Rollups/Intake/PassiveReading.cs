using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups.Intake;

/// <summary>Passive DNS of evidence that is read for one question alone, and kept nowhere.</summary>
public sealed class PassiveReading
{
    readonly List<Sink> _sinks = [];

    /// <summary>A sink for one thread.</summary>
    public IObservationSink First()
    {
        var sink = new Sink();
        lock (_sinks)
        {
            _sinks.Add(sink);
        }
        return sink;
    }

    /// <summary>All rows, in the order of <see cref="PassiveOrder"/>. Called once, when everything is read.</summary>
    /// <param name="leftOut">Answers, and questions without one, that are in no row, since a zone has more names than are kept.</param>
    public ImmutableArray<PassiveRow> Rows(out long leftOut)
    {
        var all = new PassiveTable(NameHashing.Seed);
        _sinks.ForEach(sink => all.Merge(sink.Table));
        var rows = all.Rows();
        leftOut = all.LeftOut;
        return rows;
    }

    sealed class Sink : IObservationSink
    {
        public PassiveTable Table { get; } = new(NameHashing.Seed);

        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var message in batch.Messages)
            {
                Table.Add(message, batch);
            }
        }
    }
}
