"""The files of a model, by their names in its folder, as model hubs publish one."""

MODELS = ("model.onnx", "onnx/model.onnx")
TOKENIZER, POOLING, SENTENCES = "tokenizer.json", "1_Pooling/config.json", "sentence_bert_config.json"
