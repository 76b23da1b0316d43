using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Nameward.Engine.Observations;

/// <summary>
/// A sentence for people, made of our own words and of hostile texts that stay apart until a report renders them.
/// Write it as an interpolated string: <c>Sentence text = $"{client} asked {zone} {count} times";</c>
/// </summary>
public sealed class Sentence
{
    /// <summary>The parts in order.</summary>
    public ImmutableArray<SentencePart> Parts { get; }

    Sentence(ImmutableArray<SentencePart> parts) => Parts = parts;

    /// <summary>A sentence of our own words alone.</summary>
    public static Sentence Of(string ours) => new([new(ours, null)]);

    /// <summary>A sentence from an interpolated string.</summary>
    public static Sentence Of(ref Builder builder) => new(builder.Finish());

    /// <summary>Both sentences, one behind the other, with a word between.</summary>
    public Sentence Then(string between, Sentence next) => new([.. Parts, new(between, null), .. next.Parts]);

    /// <summary>The sentence as text, with each hostile part as <paramref name="escape"/> renders it and our own words as <paramref name="ours"/> does.</summary>
    public string Render(Func<HostileText, string> escape, Func<string, string>? ours = null)
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            text.Append(part.Hostile is { } hostile ? escape(hostile) : ours is null ? part.Ours : ours(part.Ours!));
        }
        return text.ToString();
    }

    /// <summary>Gathers the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public ref struct Builder
    {
        readonly ImmutableArray<SentencePart>.Builder _parts;
        readonly StringBuilder _ours;

        /// <summary>Called by the compiler.</summary>
        public Builder(int literalLength, int formattedCount)
        {
            _parts = ImmutableArray.CreateBuilder<SentencePart>(formattedCount * 2 + 1);
            _ours = new StringBuilder(literalLength + 16);
        }

        /// <summary>Our own words.</summary>
        public readonly void AppendLiteral(string literal) => _ours.Append(literal);

        /// <summary>A number or another value of ours, in the invariant culture.</summary>
        public readonly void AppendFormatted<T>(T value, string? format = null) where T : IFormattable =>
            _ours.Append(value.ToString(format, CultureInfo.InvariantCulture));

        /// <summary>A word of ours.</summary>
        public readonly void AppendFormatted(string ours) => _ours.Append(ours);

        /// <summary>An address, which is hostile.</summary>
        public readonly void AppendFormatted(Address address) => AppendFormatted(HostileText.Address(address));

        /// <summary>A hostile text, kept apart.</summary>
        public readonly void AppendFormatted(HostileText hostile)
        {
            Flush();
            _parts.Add(new(null, hostile));
        }

        /// <summary>Another sentence.</summary>
        public readonly void AppendFormatted(Sentence sentence)
        {
            Flush();
            _parts.AddRange(sentence.Parts);
        }

        internal readonly ImmutableArray<SentencePart> Finish()
        {
            Flush();
            return _parts.ToImmutable();
        }

        readonly void Flush()
        {
            if (_ours.Length > 0)
            {
                _parts.Add(new(_ours.ToString(), null));
                _ours.Clear();
            }
        }
    }
}

/// <summary>One part of a sentence: words of ours, or a hostile text.</summary>
public readonly record struct SentencePart(string? Ours, HostileText? Hostile);
