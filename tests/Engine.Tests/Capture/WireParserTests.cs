using System.Diagnostics;
using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

public class WireParserTests
{
    readonly WireParser _parser = new();

    [Fact]
    public void AQueryIsReadWithItsCase()
    {
        var result = Parse(MessageBuilder.Query("WwW.Example.com", RecordTypes.Txt).ToArray());
        Assert.True(result.IsWellFormed);
        Assert.Equal(0x1234, _parser.Header.Id);
        Assert.Equal(RecordTypes.Txt, _parser.Type);
        Assert.Equal(MessageBuilder.WireOf("WwW.Example.com"), _parser.Name);
        Assert.Equal(HeaderBits.RecursionDesired | HeaderBits.Shown, _parser.Header.Bits);
        Assert.True(_parser.Records.IsEmpty);
    }

    [Fact]
    public void AQuestionForTheRootIsKept()
    {
        Assert.True(Parse(MessageBuilder.Query(".", RecordTypes.Ns).ToArray()).IsWellFormed);
        Assert.Equal(WireName.Root, _parser.Name);
    }

    [Theory]
    [InlineData(0x8400, HeaderBits.Authoritative)]
    [InlineData(0x8200, HeaderBits.Truncated)]
    [InlineData(0x8100, HeaderBits.RecursionDesired)]
    [InlineData(0x8080, HeaderBits.RecursionAvailable)]
    public void EachHeaderBitHasItsPlace(int flags, HeaderBits bit)
    {
        Parse(MessageBuilder.Header((ushort)flags, 1).Question("a", 1).ToArray());
        Assert.Equal(bit | HeaderBits.Shown, _parser.Header.Bits);
    }

    [Fact]
    public void NamesInDataAreWrittenOut()
    {
        // The question's name stands at 12; "example.com" of it at 16.
        byte[] pointer = [0xC0, 16];
        var soa = new byte[20];
        var message = MessageBuilder.Response("www.example.com", 1, 9)
            .Answer(RecordTypes.Cname, [3, .. "cdn"u8, .. pointer])
            .Record([3, .. "cdn"u8, .. pointer], RecordTypes.A, [192, 0, 2, 1])
            .Answer(RecordTypes.Mx, [0, 10, 2, .. "mx"u8, .. pointer])
            .Answer(RecordTypes.Srv, [0, 1, 0, 2, 0x14, 0xE9, 1, (byte)'s', .. pointer])
            .Answer(RecordTypes.Soa, [2, .. "ns"u8, .. pointer, 0xC0, 12, .. soa])
            .Answer(RecordTypes.Txt, [1, 0xC0])
            .Answer(RecordTypes.Ns, pointer).Answer(RecordTypes.Ptr, pointer).Answer(RecordTypes.Dname, pointer)
            .ToArray();
        Assert.True(Parse(message).IsWellFormed);
        byte[] expectedSoa = [.. MessageBuilder.WireOf("ns.example.com"), .. MessageBuilder.WireOf("www.example.com"), .. soa];
        Assert.Equal(
            ["Answer CNAME 300 = cdn.example.com", "Answer A 300 cdn.example.com C0000201", "Answer MX 300 = mx.example.com",
                "Answer SRV 300 = s.example.com", $"Answer SOA 300 = {Convert.ToHexString(expectedSoa)}", "Answer TXT 300 = 01C0",
                "Answer NS 300 = example.com", "Answer PTR 300 = example.com", "Answer DNAME 300 = example.com"],
            Reading.Records(_parser.Records.ToArray()));
    }

    [Fact]
    public void NaptrAndRrsigHaveTheirNamesBehindOtherData()
    {
        byte[] strings = [0, 1, 0, 2, 1, (byte)'u', 0, 2, (byte)'!', (byte)'!'];
        var message = MessageBuilder.Response("e.net", 35, 2)
            .Answer(35, [.. strings, 0xC0, 14]).Answer(46, [.. new byte[18], 0xC0, 14, 9, 9]).ToArray();
        Assert.True(Parse(message).IsWellFormed);
        byte[] net = MessageBuilder.WireOf("net");
        Assert.Equal(
            [$"Answer NAPTR 300 = {Convert.ToHexString([.. strings, .. net])}",
                $"Answer RRSIG 300 = {Convert.ToHexString([.. new byte[18], .. net, 9, 9])}"],
            Reading.Records(_parser.Records.ToArray()));
    }

    [Fact]
    public void SectionsAreKeptApartAndTheExtendedRcodeIsPutTogether()
    {
        var message = MessageBuilder.Response("a.b", 1, 1, 1, 2)
            .Answer(1, [1, 2, 3, 4]).Answer(2, [0]).Answer(1, [1, 2, 3, 4]).Opt(extendedRcode: 1).ToArray();
        Assert.True(Parse(message).IsWellFormed);
        Assert.Equal(16, _parser.Rcode);
        Assert.Equal(1, _parser.AnswersRead);
        Assert.Equal([Section.Answer, Section.Authority, Section.Additional, Section.Additional], Sections());
    }

    [Fact]
    public void TheFirstOfSeveralQuestionsIsTheMessages()
    {
        var message = MessageBuilder.Header(0x8180, 2, 1).Question("first.x", 1).Question("second.x", 28).Answer(1, [1, 2, 3, 4]).ToArray();
        Assert.True(Parse(message).IsWellFormed);
        Assert.Equal(MessageBuilder.WireOf("first.x"), _parser.Name);
        Assert.Equal(1, _parser.Type);
        Assert.Single(Sections());
    }

    public static TheoryData<string, byte[]> DamagedQuestions() => new()
    {
        { nameof(WireDamage.ShortHeader), new byte[11] },
        { nameof(WireDamage.UnknownOpcode), MessageBuilder.Header(0x7800, 1).Question("a", 1).ToArray() },
        { nameof(WireDamage.NoQuestion), MessageBuilder.Header(0x8001, 0).ToArray() },
        { nameof(WireDamage.TooManyQuestions), MessageBuilder.Header(0, 3).Question("a", 1).ToArray() },
        { nameof(WireDamage.NameRunsOut), MessageBuilder.Header(0, 1).Bytes(3, 97, 98, 99, 4, 97).ToArray() },
        { nameof(WireDamage.NameRunsOut), MessageBuilder.Header(0, 1).Bytes(3, 97, 98, 99, 0xC0).ToArray() },
        { nameof(WireDamage.LabelType), MessageBuilder.Header(0, 1).Bytes(0x41, 1, 0, 0, 1, 0, 1).ToArray() },
        { nameof(WireDamage.LabelType), MessageBuilder.Header(0, 1).Bytes(0x81, 1, 0, 0, 1, 0, 1).ToArray() },
        { nameof(WireDamage.Pointer), MessageBuilder.Header(0, 1).Bytes(0xC0, 12, 0, 1, 0, 1).ToArray() },
        { nameof(WireDamage.Pointer), MessageBuilder.Header(0, 1).Bytes(0xC0, 14, 0, 0, 1, 0, 1).ToArray() },
        { nameof(WireDamage.Pointer), MessageBuilder.Header(0, 1).Bytes(0xC0, 4, 0, 1, 0, 1).ToArray() },
        { nameof(WireDamage.Pointer), MessageBuilder.Header(0, 1).Bytes(1, 97, 0xC0, 12, 0, 1, 0, 1).ToArray() },
        { nameof(WireDamage.QuestionRunsOut), MessageBuilder.Header(0, 1).Name("abc.de").Bytes(0, 1, 0).ToArray() },
        { nameof(WireDamage.NameTooLong), MessageBuilder.Header(0, 1).Bytes([.. Labels(4, 63), 0, 0, 1, 0, 1]).ToArray() },
        { nameof(WireDamage.NameTooLong), MessageBuilder.Header(0, 1).Bytes([.. Labels(128, 1), 0, 0, 1, 0, 1]).ToArray() },
    };

    [Theory]
    [MemberData(nameof(DamagedQuestions))]
    public void ADamagedQuestionIsToldByItsDamage(string damage, byte[] message)
    {
        var result = Parse(message);
        Assert.Equal(damage, result.Question.ToString());
        Assert.False(result.HasQuestion);
        Assert.NotEmpty(result.Question.Because());
    }

    [Fact]
    public void NamesOf255BytesAnd127LabelsAreTheLongest()
    {
        Assert.True(Parse(MessageBuilder.Header(0, 1).Bytes([.. Labels(127, 1), 0, 0, 1, 0, 1]).ToArray()).IsWellFormed);
        Assert.Equal(255, _parser.Name.Length);
        Assert.True(Parse(MessageBuilder.Header(0, 1).Bytes([.. Labels(3, 63), .. Labels(1, 61), 0, 0, 1, 0, 1]).ToArray()).IsWellFormed);
        Assert.False(Parse(MessageBuilder.Header(0, 1).Bytes([.. Labels(3, 63), .. Labels(1, 62), 0, 0, 1, 0, 1]).ToArray()).HasQuestion);
    }

    [Fact]
    public void CompressionThatMakesANameTooLongIsDamage()
    {
        byte[] question = [.. Labels(3, 63), 0];
        var message = MessageBuilder.Header(0x8180, 1, 1).Bytes(question).U16(1).U16(1)
            .Record([.. Labels(1, 63), 0xC0, 12], 1, [1, 2, 3, 4]).ToArray();
        var result = Parse(message);
        Assert.Equal(new(WireDamage.None, WireDamage.NameTooLong), result);
        Assert.True(_parser.Records.IsEmpty);
    }

    public static TheoryData<string, int, byte[]> DamagedRecords() => new()
    {
        { nameof(WireDamage.RecordRunsOut), 1, TwoAnswers().Bytes(0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 5, 1, 2, 3, 4).ToArray() },
        { nameof(WireDamage.RecordRunsOut), 1, TwoAnswers().Bytes(0xC0, 12, 0, 1, 0, 1).ToArray() },
        { nameof(WireDamage.FewerRecords), 1, TwoAnswers().ToArray() },
        { nameof(WireDamage.NameRunsOut), 1, TwoAnswers().Bytes(5, 97).ToArray() },
        { nameof(WireDamage.LabelType), 1, TwoAnswers().Bytes(0x80, 97, 0, 0).ToArray() },
        { nameof(WireDamage.Pointer), 1, TwoAnswers().Bytes(0xC0, 0xFF, 0, 1, 0, 1, 0, 0, 0, 9, 0, 0).ToArray() },
        { nameof(WireDamage.RecordData), 1, TwoAnswers().Answer(RecordTypes.Cname, [3, 97, 98]).ToArray() },
        { nameof(WireDamage.RecordData), 1, TwoAnswers().Answer(RecordTypes.Cname, [1, 97, 0, 99]).ToArray() },
        { nameof(WireDamage.RecordData), 1, TwoAnswers().Answer(RecordTypes.Soa, [0, 0, 1, 2, 3]).ToArray() },
        { nameof(WireDamage.RecordData), 1, TwoAnswers().Answer(RecordTypes.Mx, [7]).ToArray() },
        { nameof(WireDamage.RecordData), 1, TwoAnswers().Answer(35, [0, 0, 0, 0, 9]).ToArray() },
    };

    [Theory]
    [MemberData(nameof(DamagedRecords))]
    public void WhatStandsBeforeDamagedRecordsIsKept(string damage, int kept, byte[] message)
    {
        var result = Parse(message);
        Assert.True(result.HasQuestion);
        Assert.Equal(damage, result.Records.ToString());
        Assert.Equal(kept, Sections().Count);
    }

    [Fact]
    public void ARecordWhoseDataAloneIsDamagedIsLeftOutAndTheNextIsRead()
    {
        var message = MessageBuilder.Response("a.b", 1, 2, additionals: 1).Answer(RecordTypes.Cname, [9]).Answer(1, [1, 2, 3, 4]).Opt(1).ToArray();
        Assert.Equal(new(WireDamage.None, WireDamage.RecordData), Parse(message));
        Assert.Equal(2, Sections().Count);
        Assert.Equal(16, _parser.Rcode);
    }

    [Fact]
    public void AMessageCutAnywhereByTheCaptureIsReadAsFarAsItGoes()
    {
        var message = MessageBuilder.Response("www.example.com", 1, 2).Answer(1, [1, 2, 3, 4]).Answer(1, [5, 6, 7, 8]).ToArray();
        const int question = 12 + 17 + 4, record = 16;
        for (var length = 0; length < message.Length; length++)
        {
            var result = _parser.Parse(message.AsSpan(0, length), message.Length);
            Assert.Equal(length >= question, result.HasQuestion);
            Assert.Equal(WireDamage.Captured, result.HasQuestion ? result.Records : result.Question);
            Assert.Equal(length < question ? 0 : (length - question) / record, result.HasQuestion ? Sections().Count : 0);
        }
    }

    [Fact]
    public void BytesBehindTheLastRecordBelongToNone()
    {
        var message = MessageBuilder.Response("a.b", 1, 1).Answer(1, [1, 2, 3, 4]).Bytes(1, 2, 3).ToArray();
        Assert.True(Parse(message).IsWellFormed);
        Assert.Equal(message.Length - 3, _parser.End);
    }

    [Theory]
    [InlineData("every record points to one long name")]
    [InlineData("every record points to a chain of pointers")]
    [InlineData("thousands of empty records of the root")]
    [InlineData("thousands of questions")]
    [InlineData("zeros")]
    public void ACraftedMessageIsNotSlow(string what)
    {
        // The best of many, since the machine may be busy with other things. None of these takes more than a millisecond.
        var message = Crafted(what);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 30; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Parse(message);
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }
        TestContext.Current.SendDiagnosticMessage($"{what}: {best.TotalMilliseconds} ms");
        Assert.True(best < TimeSpan.FromMilliseconds(10), $"{what}: {best.TotalMilliseconds} ms");
    }

    [Theory]
    [InlineData("every record points to one long name")]
    [InlineData("every record points to a chain of pointers")]
    public void NamesThatExpandBeyondMeasureEndTheReading(string what)
    {
        Assert.Equal(WireDamage.Expansion, Parse(Crafted(what)).Records);
        Assert.InRange(_parser.Records.Length, 10_000, 300_000);
    }

    WireResult Parse(byte[] message) => _parser.Parse(message, message.Length);

    List<Section> Sections()
    {
        List<Section> sections = [];
        foreach (var record in new ResourceRecords(_parser.Records))
        {
            sections.Add(record.Section);
        }
        return sections;
    }

    static MessageBuilder TwoAnswers() => MessageBuilder.Response("a.b", 1, 2).Answer(1, [1, 2, 3, 4]);

    static byte[] Labels(int count, int length)
    {
        byte[] label = [(byte)length, .. Enumerable.Repeat((byte)'x', length)];
        return [.. Enumerable.Repeat(label, count).SelectMany(bytes => bytes)];
    }

    static byte[] Crafted(string what) => what switch
    {
        "every record points to one long name" => Repeated(MessageBuilder.Header(0x8180, 1, 65535).Bytes([.. Labels(127, 1), 0, 0, 1, 0, 1]),
            [0xC0, 14, 0, 2, 0, 1, 0, 0, 0, 0, 0, 2, 0xC0, 12]),
        "every record points to a chain of pointers" => Repeated(
            MessageBuilder.Header(0x8180, 1, 65535).Question(".", 1).Record([0], 0xFF01, Chain()),
            [0xC1, 26, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]),
        "thousands of empty records of the root" => Repeated(
            MessageBuilder.Header(0x8180, 1, 65535).Question(".", 1), [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]),
        "thousands of questions" => Repeated(MessageBuilder.Header(0x8180, 12000).Question(".", 1), [0, 0, 1, 0, 1]),
        _ => new byte[64_000],
    };

    /// <summary>The root at offset 28, behind a header, a question for the root and the frame of a record; then 127 pointers, each to the one before.</summary>
    static byte[] Chain() =>
        [0, 0, .. Enumerable.Range(0, 127).Select(i => 28 + i * 2)
            .SelectMany(target => new[] { (byte)(0xC0 | target >> 8), (byte)target })];

    static byte[] Repeated(MessageBuilder start, byte[] part) =>
        [.. start.ToArray(), .. Enumerable.Repeat(part, 62_000 / part.Length).SelectMany(bytes => bytes)];
}
