using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>
/// What the first reading measures of the case, by which rules are made that know the adversary's tool in his next zone: of each finding the form of its names, and how long TXT answers are there and
/// everywhere else.
/// </summary>
sealed class ChannelShape(ContainedCase contained)
{
    /// <summary>Which parts of the case's names still have the form, in percent: the shorter the labels, the more it takes in.</summary>
    static readonly int[] Shares = [90, 75, 50];

    readonly List<Reader> _readers = [];

    /// <summary>A sink for one thread of the first reading.</summary>
    public IObservationSink Sink()
    {
        var reader = new Reader(contained);
        lock (_readers)
        {
            _readers.Add(reader);
        }
        return reader;
    }

    /// <summary>The forms of the names of each finding, each once, those that take in most before others, and those of any type before those of the finding's; none of findings without names below a zone.</summary>
    public ImmutableArray<(ContainedFinding Finding, ImmutableArray<LabelForm> Forms)> Forms() =>
        [.. contained.Findings.Select((finding, i) => (finding, FormsOf(_readers, i))).Where(pair => !pair.Item2.IsEmpty).DistinctBy(pair => string.Join('|', pair.Item2.Select(form => form.Key)))];

    /// <summary>How long TXT answers are: half of those of the case are at least so long, and the longest of everybody else's; null where the one or the other shows none.</summary>
    public (int OfCase, int OfOthers)? Texts()
    {
        var (mine, others) = (_readers.SelectMany(reader => reader.Texts).Order().ToList(), _readers.Select(reader => reader.LongestOther).DefaultIfEmpty().Max());
        return mine.Count > 0 && others > 0 ? (mine[mine.Count / 2], others) : null;
    }

    static ImmutableArray<LabelForm> FormsOf(List<Reader> readers, int finding)
    {
        var all = new LabelTally();
        readers.ForEach(reader => all.Merge(reader.Tallies[finding]));
        var forms = Shares.Select(all.Form).OfType<LabelForm>().ToList();
        return [.. forms.Select(form => form with { Types = [] }).Concat(forms).DistinctBy(form => form.Key)];
    }

    sealed class Reader(ContainedCase contained) : IObservationSink
    {
        const int MostTexts = 100_000;

        public LabelTally[] Tallies { get; } = [.. contained.Findings.Select(_ => new LabelTally())];

        public List<int> Texts { get; } = [];

        public int LongestOther { get; private set; }

        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var message in batch.Messages)
            {
                if (!message.Server.IsOfTheLink && !message.IsNameHidden)
                {
                    Take(message, batch.Bytes(message.Name), batch.Bytes(message.Answers));
                }
            }
        }

        void Take(in DnsMessage message, ReadOnlySpan<byte> name, ReadOnlySpan<byte> answers)
        {
            var isOfCase = false;
            for (var i = 0; i < Tallies.Length; i++)
            {
                if (IsBelowAny(name, contained.Findings[i].Zones))
                {
                    isOfCase = true;
                    if ((message.Sides & Sides.Query) != 0)
                    {
                        Tallies[i].Add(message.Type, LabelForm.First(name));
                    }
                }
            }
            foreach (var record in new ResourceRecords(message.Type == RecordTypes.Txt ? answers : []))
            {
                if (record is { Section: Section.Answer, Type: RecordTypes.Txt })
                {
                    Note(AlertMatch.TextBytes(record.Data), isOfCase);
                }
            }
        }

        void Note(int bytes, bool isOfCase)
        {
            if (!isOfCase)
            {
                LongestOther = Math.Max(LongestOther, bytes);
            }
            else if (Texts.Count < MostTexts)
            {
                Texts.Add(bytes);
            }
        }

        static bool IsBelowAny(ReadOnlySpan<byte> name, ImmutableArray<byte[]> zones)
        {
            foreach (var zone in zones)
            {
                if (ProfileSubject.IsBelow(name, zone))
                {
                    return true;
                }
            }
            return false;
        }
    }
}
