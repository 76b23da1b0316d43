namespace Nameward.Engine.Evidence.Flows;

/// <summary>The templates that are in force. One that comes again takes the place of the one before; when there are too many, the oldest goes.</summary>
sealed class TemplateTable
{
    /// <summary>Templates held at once: those of hundreds of exporters.</summary>
    public const int Most = 4096;

    // One that was withdrawn keeps its place, so that the two collections stay of one size.
    readonly Dictionary<TemplateKey, Template?> _templates = [];
    readonly Queue<TemplateKey> _byAge = [];

    /// <summary>The template for a set; null where there is none.</summary>
    public Template? Find(in TemplateKey key) => _templates.GetValueOrDefault(key);

    /// <summary>Puts a template in force, or out of it (null).</summary>
    public void Set(in TemplateKey key, Template? template)
    {
        if (_templates.TryGetValue(key, out _))
        {
            _templates[key] = template;
        }
        else if (template is not null)
        {
            if (_templates.Count == Most)
            {
                _templates.Remove(_byAge.Dequeue());
            }
            _templates.Add(key, template);
            _byAge.Enqueue(key);
        }
    }

    /// <summary>Withdraws all templates of an exporter, of either kind (RFC 7011 section 8.1).</summary>
    public void WithdrawAll(TemplateKey any, bool ofOptions)
    {
        foreach (var key in _byAge)
        {
            if (key with { Set = any.Set } == any && _templates[key]?.IsOfOptions == ofOptions)
            {
                _templates[key] = null;
            }
        }
    }
}
