using Nameward.Engine.Observations;

namespace Nameward.Transform;

/// <summary>Adds a record, changed or not, to what the response is to have; or leaves it out.</summary>
delegate void RecordChange(ResourceRecord record, ResourceRecordWriter writer);

/// <summary>The encoded records of a response, changed one by one.</summary>
static class Records
{
    /// <summary>The records after the change.</summary>
    public static byte[] Each(byte[] answers, RecordChange change)
    {
        if (answers.Length == 0)
        {
            return answers;
        }
        var writer = new ResourceRecordWriter();
        foreach (var record in new ResourceRecords(answers))
        {
            change(record, writer);
        }
        return writer.Written.ToArray();
    }
}
