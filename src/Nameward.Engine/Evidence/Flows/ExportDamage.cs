namespace Nameward.Engine.Evidence.Flows;

/// <summary>Why an export cannot be read, in the fixed sentences under which it is counted.</summary>
static class ExportDamage
{
    /// <summary>Bytes where no message begins; one record stands for all of them.</summary>
    public const string NoMessage = "no flow export begins here: bytes were skipped up to the next one";

    /// <summary>A file that ends early.</summary>
    public const string FileEnds = "the file ends inside this message";

    /// <summary>More records said than are there.</summary>
    public const string RecordsEnd = "the message ends before all the records that it says it has";

    /// <summary>A set longer than its message, or shorter than its head.</summary>
    public const string SetLength = "the length of a set does not fit its message: the rest of the message is lost";

    /// <summary>Sets 2 to 255 (NetFlow 9), 0, 1 and 4 to 255 (IPFIX).</summary>
    public const string SetNumber = "a set has a number that is reserved";

    /// <summary>A template that goes on behind its set.</summary>
    public const string TemplateEnds = "a template is longer than its set";

    /// <summary>Far more fields than any exporter has.</summary>
    public const string TemplateSize = "a template has more fields than are read";

    /// <summary>A number below 256.</summary>
    public const string TemplateNumber = "a template has a number below 256";

    /// <summary>A record that goes on behind its set: the template is another one's, or lengths in the record are wrong.</summary>
    public const string RecordLength = "a record is longer than its set: the rest of the set is lost";

    /// <summary>A template all of whose fields are empty.</summary>
    public const string NoBytes = "a template lays out records of no bytes: its data is lost";

    /// <summary>The template was never sent, or sent before the recording began: one record stands for all of a set.</summary>
    public const string NoTemplate = "the template that describes this data is not in the evidence: its records are lost";

    /// <summary>An sFlow sample that goes on behind its datagram.</summary>
    public const string SampleLength = "the length of a sample does not fit its datagram: the rest of the datagram is lost";
}
