using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>What exporters say of their samplers in records of options (RFC 3954 section 8, RFC 5477).</summary>
sealed class SamplingTable
{
    /// <summary>Samplers held at once; what further ones say is not kept.</summary>
    const int Most = 4096;

    /// <summary>A rate above this is damage: routers take one packet in some thousands.</summary>
    const ulong MostRate = 1_000_000;

    readonly Dictionary<(Address Exporter, uint Source, ulong Sampler), uint> _rates = [];

    /// <summary>Notes a record of options; most say nothing of samplers.</summary>
    public void Note(ExportRecord record, in TemplateKey key)
    {
        var rate = RateOf(record);
        var place = (key.Exporter, key.Source, record[ExportField.Sampler]);
        if (rate > 0 && (_rates.Count < Most || _rates.ContainsKey(place)))
        {
            _rates[place] = rate;
        }
    }

    /// <summary>One packet in so many was looked at, for a record of a flow; 1 where nobody says otherwise.</summary>
    public uint For(ExportRecord record, in TemplateKey key)
    {
        var own = RateOf(record);
        return own > 0 ? own : _rates.GetValueOrDefault((key.Exporter, key.Source, record[ExportField.Sampler]), 1u);
    }

    static uint RateOf(ExportRecord record)
    {
        var rate = record.Has(ExportField.SamplingInterval) ? record[ExportField.SamplingInterval]
            : record[ExportField.SampledPackets] > 0 ? 1 + record[ExportField.SkippedPackets] / record[ExportField.SampledPackets]
            : record[ExportField.SampleSize] > 0 ? record[ExportField.Population] / record[ExportField.SampleSize] : 0;
        return rate <= MostRate ? (uint)rate : 0;
    }
}
