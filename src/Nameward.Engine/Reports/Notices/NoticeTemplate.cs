using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Notices;

/// <summary>
/// A template of a mail or of a body for a chat: text in which <c>{{field}}</c> stands for a value, and what stands between <c>{{#findings}}</c> and
/// <c>{{/findings}}</c> is repeated for each finding; <c>{{,}}</c> within is a comma behind all but the last. There is nothing else to it: no code, no
/// conditions, no other files. A first line <c>Subject: ...</c> is the subject of a mail.
/// </summary>
public sealed class NoticeTemplate
{
    /// <summary>Characters of a template, and fields in it: what is made of one is bounded by both.</summary>
    public const int MostCharacters = 16_384, MostFields = 100;

    const string Begin = "#findings", End = "/findings", Comma = ",", SubjectMark = "Subject: ";

    const int MostSubject = 200;

    static readonly NoticeTemplate Plain = Read("""
        Subject: [Nameward] {{decision}}: {{line}}
        {{decision}}: {{line}}

        {{#findings}}
        {{finding}} {{level}}, {{bits}} bits: {{title}}
          host        {{client}} ({{host}}), {{hosts}} affected
          zone        {{zone}}
          server      {{server}}
          tool        {{tool}}
          techniques  {{techniques}}
          seen        {{firstSeen}} to {{lastSeen}}, {{queries}} queries

        {{/findings}}
        Why      {{clauses}}
        Do now   {{doNow}}
        Case     {{case}}
        Evidence to {{asOf}}. Findings that stand in other notices: {{elsewhere}}.
        Notice {{id}} of {{time}}, channel {{channel}}, Nameward {{version}}.

        """);

    readonly ImmutableArray<Piece> _subject, _body;

    NoticeTemplate(ImmutableArray<Piece> subject, ImmutableArray<Piece> body) => (_subject, _body) = (subject, body);

    /// <summary>The template of a notice as text where the site has none of its own.</summary>
    public static NoticeTemplate Shipped => Plain;

    /// <summary>Reads a template.</summary>
    /// <param name="text">The whole of it.</param>
    /// <param name="isJson">Whether it makes JSON: then what it makes of a finding has to be JSON.</param>
    /// <param name="mistake">Takes each mistake: line and column, what is wrong, what to write.</param>
    public static NoticeTemplate Read(string text, bool isJson = false, Action<TemplateMistake>? mistake = null)
    {
        var any = false;
        void Complain(TemplateMistake one)
        {
            any = true;
            mistake?.Invoke(one);
        }
        text = text.ReplaceLineEndings("\n");
        var lineEnd = text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var found ? found : text.Length;
        var bodyAt = !isJson && text.StartsWith(SubjectMark, StringComparison.Ordinal) ? Math.Min(lineEnd + 1, text.Length) : 0;
        if (text.Length > MostCharacters)
        {
            Complain(new(1, 1, $"the template has more than {MostCharacters} characters", "make it shorter"));
            return Plain;
        }
        var parser = new TemplateParser(text, Complain);
        var template = new NoticeTemplate(bodyAt == 0 ? Plain._subject : parser.Pieces(SubjectMark.Length, lineEnd), parser.Pieces(bodyAt, text.Length));
        if (isJson && !any && !template.MakesJson())
        {
            Complain(new(1, 1, "what the template makes is no JSON", "put each field into quotes, as in \"text\": \"{{line}}\", and {{,}} at the end of what is repeated in a list"));
        }
        return template;
    }

    /// <summary>A notice by this template.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="escape">Escapes for people.</param>
    /// <param name="isJson">Whether the body is JSON, so that values stand within its strings.</param>
    public NoticeMessage Render(Notice notice, EscapeNotice escape, bool isJson = false)
    {
        var subject = Rendered(_subject, notice, escape, isJson: false).Replace('\n', ' ');
        return new(subject.Length <= MostSubject ? subject : subject[..(MostSubject - 3)] + "...", Rendered(_body, notice, escape, isJson));
    }

    static string Rendered(ImmutableArray<Piece> pieces, Notice notice, EscapeNotice escape, bool isJson)
    {
        var text = new StringBuilder();
        Add(text, pieces, notice, null, isLast: true, sentence => isJson ? EscapeNotice.InJson(escape.Sentence(sentence)) : escape.Sentence(sentence));
        return text.ToString();
    }

    static void Add(StringBuilder text, ImmutableArray<Piece> pieces, Notice notice, TriageFinding? of, bool isLast, Func<Observations.Sentence, string> escape)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case { Field: { } field }:
                    text.Append(escape(field.Value(notice, of)));
                    break;
                case { Repeated: { } repeated }:
                    foreach (var (at, finding) in notice.Findings.Index())
                    {
                        Add(text, repeated, notice, finding, at == notice.Findings.Length - 1, escape);
                    }
                    break;
                default:
                    text.Append(piece.IsComma && isLast ? "" : piece.Text);
                    break;
            }
        }
    }

    // Tried with no finding and with two, every value being a word.
    bool MakesJson() => MakesJson(0) && MakesJson(2);

    bool MakesJson(int findings)
    {
        var text = new StringBuilder();
        Try(text, _body, findings, isLast: true);
        try
        {
            using var _ = JsonDocument.Parse(text.ToString());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static void Try(StringBuilder text, ImmutableArray<Piece> pieces, int count, bool isLast)
    {
        foreach (var piece in pieces)
        {
            for (var i = 0; i < count && piece.Repeated is { } repeated; i++)
            {
                Try(text, repeated, count, i == count - 1);
            }
            text.Append(piece.Field is not null ? "word" : piece.IsComma && isLast ? "" : piece.Text);
        }
    }

    /// <summary>A piece of a template: text, a field, a comma, or what is repeated for each finding.</summary>
    sealed record Piece(string Text)
    {
        public NoticeField? Field { get; init; }

        public ImmutableArray<Piece>? Repeated { get; init; }

        public bool IsComma { get; init; }
    }

    /// <summary>Reads pieces; it never fails: what is wrong is said, and left out.</summary>
    ref struct TemplateParser(string text, Action<TemplateMistake> complain)
    {
        const string Open = "{{", Close = "}}";

        int _fields;

        public ImmutableArray<Piece> Pieces(int from, int to)
        {
            var top = ImmutableArray.CreateBuilder<Piece>();
            ImmutableArray<Piece>.Builder? inner = null;
            var (at, begun) = (from, 0);
            while (at < to)
            {
                var open = text.IndexOf(Open, at, to - at, StringComparison.Ordinal);
                Add(inner ?? top, text[at..(open < 0 ? to : open)]);
                if (open < 0)
                {
                    break;
                }
                var close = text.IndexOf(Close, open, to - open, StringComparison.Ordinal);
                if (close < 0)
                {
                    Complain(open, "what begins here has no end", "write }} behind the name of the field");
                    break;
                }
                var word = text[(open + Open.Length)..close].Trim();
                at = close + Close.Length;
                switch (word)
                {
                    case Begin when inner is null:
                        (inner, begun) = (ImmutableArray.CreateBuilder<Piece>(), open);
                        at = PastLine(open, at, to);
                        break;
                    case End when inner is not null:
                        top.Add(new("") { Repeated = inner.ToImmutable() });
                        inner = null;
                        at = PastLine(open, at, to);
                        break;
                    default:
                        Named(inner ?? top, word, open, isWithin: inner is not null);
                        break;
                }
            }
            if (inner is not null)
            {
                Complain(begun, "{{#findings}} has no end", "write {{/findings}} behind what is repeated");
            }
            return top.ToImmutable();
        }

        // A mark that stands alone in its line takes the line with it.
        readonly int PastLine(int open, int at, int to) => (open == 0 || text[open - 1] == '\n') && at < to && text[at] == '\n' ? at + 1 : at;

        void Named(ImmutableArray<Piece>.Builder pieces, string word, int at, bool isWithin)
        {
            if (word == Comma && isWithin)
            {
                pieces.Add(new(",") { IsComma = true });
            }
            else if (word is Begin or End or Comma)
            {
                Complain(at, $"{{{{{word}}}}} stands where it means nothing", "write {{#findings}} ... {{/findings}} once around what is repeated; {{,}} stands within");
            }
            else if (NoticeField.All.FirstOrDefault(field => field.Name == word) is not { } field)
            {
                Complain(at, $"{{{{{(word.Length <= 40 ? word : word[..40] + "...")}}}}}: there is no such field", "fields: " + string.Join(", ", NoticeField.All.Where(known => isWithin || !known.OfFinding).Select(known => known.Name)));
            }
            else if (field.OfFinding && !isWithin)
            {
                Complain(at, $"{{{{{word}}}}} is of a finding", "put it between {{#findings}} and {{/findings}}");
            }
            else if (_fields++ == MostFields)
            {
                Complain(at, $"the template has more than {MostFields} fields", "make it shorter");
            }
            else
            {
                pieces.Add(new("") { Field = field });
            }
        }

        static void Add(ImmutableArray<Piece>.Builder pieces, string literal)
        {
            if (literal.Length > 0)
            {
                pieces.Add(new(literal));
            }
        }

        readonly void Complain(int at, string what, string instead)
        {
            var before = text.AsSpan(0, at);
            complain(new(before.Count('\n') + 1, at - (before.LastIndexOf('\n') + 1) + 1, what, instead));
        }
    }
}

/// <summary>A notice as a message for people.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">The text.</param>
public sealed record NoticeMessage(string Subject, string Body);

/// <summary>A mistake in a template.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its column, from 1.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Instead">What to write.</param>
public sealed record TemplateMistake(int Line, int Column, string What, string Instead);
